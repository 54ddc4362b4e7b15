"""Parts that hostile files of several kinds are made of."""

import io
import json
import math
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping

MARKER = "{{7*7}}"
Draw = random.Random
Make = Callable[[Draw], bytes]
Pairs = list[list[float]]
Listed = Iterable[tuple[str, str, Make]]


def fix(content: bytes | str) -> Make:
    return lambda _draw: content.encode() if isinstance(content, str) else content


def pack(files: Mapping[str, bytes | str], *, level: int = 9) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def collect(geometries: Iterable[object], properties: Callable[[int], object] = lambda _n: {}) -> bytes:
    features = [
        {"type": "Feature", "properties": properties(number), "geometry": geometry}
        for number, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def point(lon: float = 0, lat: float = 0) -> object:
    return {"type": "Point", "coordinates": [lon, lat]}


def polygon(*rings: Pairs) -> object:
    return {"type": "Polygon", "coordinates": rings}


def close(corners: Pairs) -> Pairs:
    return [*corners, corners[0]]


def scatter(draw: Draw, count: int, *, wide: float = 20) -> Pairs:
    """Return a ring of random corners, whose edges cross about as often as they can."""
    corners = [[round(draw.uniform(0, wide), 5), round(draw.uniform(0, wide), 5)] for _ in range(count)]
    return close(corners)


def zigzag(_draw: Draw, count: int) -> bytes:
    line = [[-179.0 if n % 2 else 179.0, -60 + n * 120 / count] for n in range(count)]
    return collect([{"type": "LineString", "coordinates": line}])


def holes(_draw: Draw, count: int) -> bytes:
    shell = [[-10, -10], [10, -10], [10, 10], [-10, 10], [-10, -10]]
    hole = [[-1, -1], [1, -1], [1, 1], [-1, -1]]
    return collect([polygon(shell, *[hole] * count)])


def circle(_draw: Draw, count: int) -> bytes:
    """Return a ring whose simplification drops nearly nothing until late."""
    ring = [
        [round(40 * math.cos(2 * math.pi * n / count), 6), round(40 * math.sin(2 * math.pi * n / count), 6)]
        for n in range(count)
    ]
    return collect([polygon(close(ring))])


def star(_draw: Draw, count: int) -> bytes:
    """Return a ring that comes back to one corner after every spike."""
    turns = [2 * math.pi * n / count for n in range(count)]
    spikes = [[round(40 * math.cos(turn), 6), round(40 * math.sin(turn), 6)] for turn in turns]
    return collect([polygon(close([corner for spike in spikes for corner in ([0, 0], spike)]))])
