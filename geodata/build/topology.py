"""Decode TopoJSON: areas whose outlines are made of shared arcs."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely

from geodata.geometry.geodesy import cut_into_world

HALF_TURN = 180
LEAST_POINTS = 4
"""A closed ring has at least three different points and ends where it began."""


@dataclass(frozen=True)
class Part:
    """One polygon of an object."""

    id: str
    """Id of the object, empty where it has none."""
    name: str
    """Property `name` of the object."""
    rings: tuple[tuple[int, ...], ...]
    """Arc numbers of each ring, the outer one first; `~n` stands for arc n reversed."""


@dataclass(frozen=True)
class Topology:
    """The parts of one object of a TopoJSON file and the arcs they are made of."""

    arcs: tuple[shapely.LineString, ...]
    """Lines in degrees."""
    parts: tuple[Part, ...]
    """Polygons, in the order of the file."""


def read_topology(path: Path, layer: str) -> Topology:
    """Return one layer of a quantized TopoJSON file.

    Positions are differences of integers, scaled and translated (The TopoJSON Format Specification, 2.1).
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    scale, translate = content["transform"]["scale"], content["transform"]["translate"]
    arcs = tuple(shapely.LineString(np.cumsum(arc, axis=0) * scale + translate) for arc in content["arcs"])
    parts = tuple(part for entity in content["objects"][layer]["geometries"] for part in _read_parts(entity))
    return Topology(arcs, parts)


def _read_parts(entity: dict[str, Any]) -> Iterator[Part]:
    polygons = [entity["arcs"]] if entity["type"] == "Polygon" else entity["arcs"]
    for rings in polygons:
        yield Part(entity.get("id", ""), entity["properties"]["name"], tuple(tuple(ring) for ring in rings))


def draw_part(part: Part, arcs: Sequence[shapely.LineString]) -> shapely.MultiPolygon:
    """Return the valid area of a part, cut at 180 degrees; empty where its outer ring has too few points."""
    outlines = [_join_arcs(ring, arcs) for ring in part.rings]
    shell, *holes = outlines
    if len(shell) < LEAST_POINTS:
        return shapely.MultiPolygon()
    polygon = shapely.Polygon(shell, [hole for hole in holes if len(hole) >= LEAST_POINTS])
    valid = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
    cut = shapely.get_parts(valid if valid.is_empty else cut_into_world(valid))
    return shapely.MultiPolygon([area for area in cut if area.geom_type == "Polygon"])


def _join_arcs(ring: tuple[int, ...], arcs: Sequence[shapely.LineString]) -> np.ndarray[Any, Any]:
    lines = [arcs[number].coords if number >= 0 else arcs[~number].coords[::-1] for number in ring]
    return _run_on(np.concatenate([lines[0], *(line[1:] for line in lines[1:])]))


def _run_on(outline: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Let the longitudes of an outline run on beyond 180 degrees, unless it goes round a pole."""
    lons = np.unwrap(outline[:, 0], period=360)
    closed = abs(lons[0] - lons[-1]) < HALF_TURN
    return np.column_stack([lons, outline[:, 1]]) if closed else outline


def trace_borders(
    parts: Sequence[Part], owners: Sequence[str], arcs: Sequence[shapely.LineString]
) -> geopandas.GeoDataFrame:
    """Return rows (between, geometry): the runs of arcs between two owners, whose names are sorted."""
    sides: dict[int, set[str]] = defaultdict(set)
    for part, owner in zip(parts, owners, strict=True):
        for ring in part.rings:
            for number in ring:
                sides[number if number >= 0 else ~number].add(owner)
    shared: dict[tuple[str, ...], list[shapely.LineString]] = defaultdict(list)
    for number in sorted(sides):
        if len(sides[number]) > 1:
            shared[tuple(sorted(sides[number]))].append(arcs[number])
    runs = [
        (between, run)
        for between, lines in sorted(shared.items())
        for run in shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines)))
    ]
    return geopandas.GeoDataFrame(
        {"between": [between for between, _ in runs]}, geometry=[run for _, run in runs], crs="EPSG:4326"
    )
