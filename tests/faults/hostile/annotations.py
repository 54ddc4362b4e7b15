"""Files of notes and arrows that are large, deep, crossed or damaged."""

import json
import math

from tests.faults.hostile.parts import MARKER, Listed, fix, point, polygon, scatter


def _annotations(features: str) -> bytes:
    return f'{{"type":"FeatureCollection","seabrief_annotations":1,"features":[{features}]}}'.encode()


def _annotation(kind: str, geometry: object, text: str = MARKER) -> str:
    properties = {"kind": kind, "text": text}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry})


def list_annotations() -> Listed:
    area = lambda d: _annotation("area", polygon(scatter(d, 100)))  # noqa: E731 - one expression
    yield (
        "annotations: 100 random areas of 100 corners",
        "a.json",
        lambda d: _annotations(",".join(area(d) for _ in range(100))),
    )
    yield "annotations: 10,000 empty ones", "a.json", fix(_annotations(",".join(["{}"] * 100_000)))
    yield "annotations: 600 kB", "a.json", fix(_annotations(" " * 600_000))
    yield "annotations: lists 200,000 deep", "a.json", fix(_annotations("[" * 200_000))
    yield (
        "annotations: arrows of no length",
        "a.json",
        fix(_annotations(_annotation("arrow", {"type": "LineString", "coordinates": [[1, 1], [1, 1]]}))),
    )
    yield (
        "annotations: a course and an area of one place",
        "a.json",
        fix(
            _annotations(
                _annotation("course", {"type": "LineString", "coordinates": [[1, 1]] * 9})
                + ","
                + _annotation("area", polygon([[1, 1]] * 9))
            )
        ),
    )
    yield (
        "annotations: an arrow half round the world",
        "a.json",
        fix(_annotations(_annotation("arrow", {"type": "LineString", "coordinates": [[0, 0], [180, 0]]}))),
    )
    yield "annotations: NaN", "a.json", fix(_annotations(_annotation("pin", point(math.nan, math.inf))))
    yield (
        "annotations: integers of 4,000 digits",
        "a.json",
        fix(_annotations(_annotation("pin", point(int("9" * 4_000), 1)))),
    )
    yield (
        "annotations: 100 courses round the world",
        "a.json",
        lambda d: _annotations(
            ",".join(
                _annotation(
                    "course",
                    {
                        "type": "LineString",
                        "coordinates": [[d.uniform(-180, 360), d.uniform(-85, 85)] for _ in range(100)],
                    },
                )
                for _ in range(100)
            )
        ),
    )
