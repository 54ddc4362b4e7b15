"""Make the content that every app of the bench shows: the same GeoJSON files, byte for byte, in each run."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.datasets import read_dataset
from geodata.geometry.geodesy import Position, draw_ring

Feature = dict[str, Any]

COAST_POLYGONS = 282
COAST_BYTES = 194_000
PASSAGES = 17


@dataclass(frozen=True)
class Content:
    """What is on the map: a fixed coast and the layers that can be switched."""

    coast: tuple[Feature, ...]
    """Land polygons; layer id `coast`, always shown, not clickable."""
    layers: dict[str, tuple[Feature, ...]]
    """GeoJSON features by layer id; each has the properties `id`, `layer` and `passage`."""
    clickable: tuple[str, ...]
    """Ids of markers that no line comes near, so that a mouse click hits the marker."""

    def count_features(self) -> dict[str, int]:
        """Return the number of features by layer id, the coast included."""
        return {"coast": len(self.coast)} | {name: len(features) for name, features in self.layers.items()}

    def find_passage(self, feature_id: str) -> str:
        """Return the passage id of a feature."""
        features = self.layers[feature_id.rpartition("-")[0]]
        return next(str(f["properties"]["passage"]) for f in features if f["properties"]["id"] == feature_id)


def make_content() -> Content:
    """Return the coast, 20 rings, 5 layers of 3 routes and 4 of 25 markers: 30 layers, 417 features."""
    lines = dict(_draw_rings()) | dict(_draw_routes())
    markers = dict(_place_markers())
    drawn = shapely.union_all([shape for shapes in lines.values() for shape in shapes])
    layers = {
        name: tuple(_describe(shape, name, number) for number, shape in enumerate(shapes))
        for name, shapes in (lines | markers).items()
    }
    clickable = tuple(
        f"{name}-{number}"
        for name, points in markers.items()
        for number, point in enumerate(points)
        if point.distance(drawn) > 0.8  # degrees: 9 pixels at the zoom of the bench
    )
    return Content(coast=_simplify_coast(), layers=layers, clickable=clickable)


def write_content(content: Content, folder: Path) -> None:
    """Write one GeoJSON file a layer to `folder`, and beside the folder a list of the layers."""
    folder.mkdir(parents=True)
    folder.with_suffix(".json").write_text(json.dumps(sorted(content.layers)), encoding="utf-8")
    for name, features in {"coast": content.coast, **content.layers}.items():
        collection = {"type": "FeatureCollection", "features": features}
        (folder / f"{name}.json").write_text(_encode(collection), encoding="utf-8")


def _draw_rings() -> Iterator[tuple[str, list[BaseGeometry]]]:
    for number in range(20):
        centre = Position(lon=75.0 + 12 * (number % 5), lat=3.0 + 9 * (number // 5))
        ring = draw_ring(centre, 250.0 + 40 * number, points=360)
        yield f"ring-{number:02}", [shapely.LineString(shapely.get_coordinates(ring))]


def _draw_routes() -> Iterator[tuple[str, list[BaseGeometry]]]:
    for layer in range(5):
        routes: list[BaseGeometry] = []
        for route in range(3):
            shift = 3 * layer + route
            waves = [
                (62 + i / 2, 2 * shift + 6 * math.sin(i / 18 + shift)) for i in range(145)
            ]  # one vertex each half degree
            routes.append(shapely.LineString(waves))
        yield f"route-{layer}", routes


def _place_markers() -> Iterator[tuple[str, list[BaseGeometry]]]:
    for layer in range(4):
        yield (
            f"point-{layer}",
            [shapely.Point(70 + 6 * (i % 10), 1 + 4 * (i // 10)) for i in range(layer, 100, 4)],
        )


def _simplify_coast() -> tuple[Feature, ...]:
    land = shapely.get_parts(read_dataset("countries").geometry.to_numpy())
    largest = sorted(land, key=shapely.area, reverse=True)[:COAST_POLYGONS]
    fine, coarse = 0.0, 1.0
    while coarse - fine > 0.001:  # degrees
        middle = (fine + coarse) / 2
        size = len(_encode(_describe_coast(largest, middle)))
        fine, coarse = (fine, middle) if size < COAST_BYTES else (middle, coarse)
    return _describe_coast(largest, coarse)


def _describe_coast(polygons: list[shapely.Polygon], tolerance: float) -> tuple[Feature, ...]:
    thinned = (shapely.Polygon(shapely.simplify(polygon, tolerance).exterior) for polygon in polygons)
    return tuple(_describe(polygon, "coast", number) for number, polygon in enumerate(thinned))


def _describe(shape: BaseGeometry, layer: str, number: int) -> Feature:
    passage = f"P{sum(map(ord, layer)) % PASSAGES + number % PASSAGES:02}"
    return {
        "type": "Feature",
        "properties": {"id": f"{layer}-{number}", "layer": layer, "passage": passage},
        "geometry": shapely.geometry.mapping(shape),
    }


def _encode(tree: object) -> str:
    return json.dumps(_round(tree), separators=(",", ":"))


def _round(tree: object) -> object:
    if isinstance(tree, float):
        return round(tree, 3)
    if isinstance(tree, dict):
        return {key: _round(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [_round(value) for value in tree]
    return tree
