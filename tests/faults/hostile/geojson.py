"""GeoJSON that are large, deep, crossed or damaged."""

import json
import math
from functools import partial

from tests.faults.hostile.parts import (
    MARKER,
    Draw,
    Listed,
    Pairs,
    circle,
    close,
    collect,
    fix,
    holes,
    point,
    polygon,
    scatter,
    star,
    zigzag,
)


def _crossed(draw: Draw, polygons: int, corners: int) -> bytes:
    return collect(polygon(scatter(draw, corners)) for _ in range(polygons))


def _comb(_draw: Draw, teeth: int) -> bytes:
    """Return two combs, one lying across the other: every tooth crosses every tooth."""
    across = [[x, y] for n in range(teeth) for x, y in ((n / teeth, 0), ((n + 0.5) / teeth, 1))]
    along = [[y, x] for x, y in across]
    return collect([polygon(close([*across, *along]))])


def _rings(draw: Draw, count: int, *, same: bool) -> bytes:
    def make() -> Pairs:
        x, y = (0, 0) if same else (draw.uniform(-170, 170), draw.uniform(-80, 80))
        return [[x, y], [x + 1, y], [x, y + 1], [x, y]]

    parts = [[make()] for _ in range(count)]
    return collect([{"type": "MultiPolygon", "coordinates": parts}])


def _spiral(_draw: Draw, count: int) -> bytes:
    ways = [
        [round(n / count * 60 * math.cos(n / 5), 5), round(n / count * 60 * math.sin(n / 5), 5)]
        for n in range(count)
    ]
    return collect([polygon(close(ways))])


def _noise(draw: Draw, count: int) -> bytes:
    line = [[n / count * 300 - 150, draw.uniform(-80, 80)] for n in range(count)]
    return collect([{"type": "LineString", "coordinates": line}])


def list_geojson() -> Listed:  # noqa: PLR0915 - a list
    short = '{"type":"FeatureCollection","features":['
    flat = '{"type":"Feature","properties":{%s},"geometry":{"type":"Point","coordinates":[1,2]}}'
    many_keys = ",".join(f'"k{n}":0' for n in range(9_000))
    yield "one polygon of 4,999 random corners", "a.geojson", lambda d: _crossed(d, 1, 4_999)
    yield "ten polygons of 4,999 random corners", "a.geojson", lambda d: _crossed(d, 10, 4_999)
    yield "ninety polygons of 1,000 random corners", "a.geojson", lambda d: _crossed(d, 90, 1_000)
    yield "4,999 polygons of 10 random corners", "a.geojson", lambda d: _crossed(d, 4_999, 10)
    yield "one polygon of 200 random corners", "a.geojson", lambda d: _crossed(d, 1, 200)
    yield "49 polygons of 1,000 corners, each just below", "a.geojson", lambda d: _crossed(d, 49, 199)
    yield "one polygon of 200,000 random corners", "a.geojson", lambda d: _crossed(d, 1, 200_000)
    yield "two combs across each other", "a.geojson", partial(_comb, teeth=2_000)
    yield "two small combs across each other", "a.geojson", partial(_comb, teeth=130)
    yield "a line 100,000 times over 180 degrees", "a.geojson", partial(zigzag, count=100_000)
    yield "a line 2,999 times over 180 degrees", "a.geojson", partial(zigzag, count=2_999)
    yield "90,000 areas at one place", "a.geojson", partial(_rings, count=90_000, same=True)
    yield "90,000 areas over each other", "a.geojson", partial(_rings, count=90_000, same=False)
    yield "10,000 areas over each other", "a.geojson", partial(_rings, count=10_000, same=False)
    yield "100,000 equal holes", "a.geojson", partial(holes, count=100_000)
    yield "10,000 equal holes", "a.geojson", partial(holes, count=10_000)
    yield "a spiral of 400,000 corners", "a.geojson", partial(_spiral, count=400_000)
    yield "a circle of 250,000 corners", "a.geojson", partial(circle, count=250_000)
    yield "a line of 250,000 noisy points", "a.geojson", partial(_noise, count=250_000)
    yield "a star of 120,000 spikes from one corner", "a.geojson", partial(star, count=120_000)
    yield (
        "an edge walked 240,000 times",
        "a.geojson",
        lambda _d: collect([polygon([[0, 0], [9, 9]] * 240_000)]),
    )
    yield (
        "20,000 areas at one place, 25 times",
        "a.geojson",
        lambda _d: collect(
            [{"type": "MultiPolygon", "coordinates": [[[[0, 0], [9, 0], [0, 9], [0, 0]]]] * 4_900}] * 25
        ),
    )
    yield (
        "an object of a million names",
        "a.geojson",
        lambda _d: collect([point()], lambda _n: {f"{n:x}": 0 for n in range(900_000)}),
    )
    yield (
        "a list of 2.4 million texts",
        "a.geojson",
        lambda _d: collect([point()], lambda _n: {"a": [f"{n:x}" for n in range(1_000_000)]}),
    )
    yield "two million empty rings", "a.geojson", lambda _d: collect([polygon(*[[]] * 2_000_000)])
    yield (
        "two million empty polygons",
        "a.geojson",
        lambda _d: collect([{"type": "MultiPolygon", "coordinates": [[]] * 2_000_000}]),
    )
    yield (
        "450,000 empty points of a collection",
        "a.geojson",
        lambda _d: collect(
            [{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": []}] * 220_000}]
        ),
    )
    yield (
        "200,000 members without a shape",
        "a.geojson",
        fix(short + ",".join(["{}"] * 3_000_000) + "]}"),
    )
    yield (
        "9.9 MB of properties, each other names",
        "a.geojson",
        lambda _d: collect((point() for _ in range(4_900)), lambda n: {f"k{n}-{m}": m for m in range(120)}),
    )
    yield (
        "9.9 MB of properties, 999 columns",
        "a.geojson",
        lambda _d: collect((point() for _ in range(800)), lambda _n: {f"k{m}": m for m in range(999)}),
    )
    yield (
        "4,999 features with one other column each, 999 in all",
        "a.geojson",
        lambda _d: collect((point() for _ in range(4_999)), lambda n: {f"k{n % 999}": MARKER}),
    )
    yield "10,000 columns", "a.geojson", fix(short + flat % many_keys + "]}")
    yield "a name of 9 MB", "a.geojson", lambda _d: collect([point()], lambda _n: {"name": "x" * 9_000_000})
    yield (
        "a value of 9 MB of blanks and control characters",
        "a.geojson",
        lambda _d: collect([point()], lambda _n: {"name": "\x01 " * 1_200_000}),
    )
    yield (
        "a value of nested lists, ten million parts told",
        "a.geojson",
        lambda _d: collect([point()], lambda _n: {"a": [[[[0] * 3] * 60] * 300] * 60}),
    )
    yield "lists 4 million deep", "a.geojson", fix("[" * 4_000_000)
    yield "objects 900,000 deep", "a.geojson", fix('{"a":' * 900_000)
    yield (
        "properties 900 deep",
        "a.geojson",
        fix(short + flat % ('"a":' + "[" * 900 + "]" * 900) + "]}"),
    )
    yield (
        "collections 5,000 deep",
        "a.geojson",
        fix('{"type":"GeometryCollection","geometries":[' * 5_000 + "]}" * 5_000),
    )
    yield (
        "coordinates 5,000 deep",
        "a.geojson",
        fix('{"type":"Polygon","coordinates":' + "[" * 5_000 + "]" * 5_000 + "}"),
    )
    yield "NaN and infinite coordinates", "a.geojson", fix('{"type":"Point","coordinates":[NaN,Infinity]}')
    yield "coordinates of 1e308", "a.geojson", fix('{"type":"Point","coordinates":[1e308,-1e308]}')
    yield "coordinates of 1e999", "a.geojson", fix('{"type":"Point","coordinates":[1e999,-1e999]}')
    yield "a number of a million digits", "a.geojson", fix('{"type":"Point","coordinates":[' + "9" * 10**6)
    yield "a text where a number is expected", "a.geojson", fix('{"type":"Point","coordinates":["1","2"]}')
    yield (
        "an unknown escape and a lone surrogate",
        "a.geojson",
        fix(short + flat % '"name":"\\ud800"' + "]}"),
    )
    yield "cut off in the middle", "a.geojson", lambda d: _crossed(d, 1, 4_999)[:30_000]
    yield "a sequence of a million broken lines", "a.geojsonl", fix("{\n" * 4_000_000)
    yield "a sequence of 100,000 features", "a.geojsonl", fix((flat % "" + "\n") * 110_000)
    yield "a sequence of broken and sound lines in turn", "a.geojsonl", fix((flat % "" + "\n{\n") * 100_000)
    yield "records of nothing", "a.geojsons", fix("\x1e{}" * 3_000_000)
    yield "a reference system of 1 MB", "a.geojson", fix(_name_system("x" * 10**6))
    yield "a reference system that is a link", "a.geojson", fix(_name_system("http://127.0.0.1:9/7"))
    yield "random bytes", "a.geojson", lambda d: d.randbytes(5_000_000)
    yield "9.9 MB of zeros", "a.geojson", fix(bytes(9_900_000))
    yield "UTF-16 of 9.9 MB", "a.geojson", fix(("[" + "1," * 2_400_000 + "1]").encode("utf-16"))
    yield "markers as names", "a.geojson", lambda _d: collect([point()], lambda _n: {MARKER: MARKER})


def _name_system(name: str) -> str:
    crs = {"type": "name", "properties": {"name": name}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": [{"geometry": point()}]})
