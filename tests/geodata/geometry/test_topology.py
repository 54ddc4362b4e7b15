import json
from pathlib import Path

import pytest
import shapely

from geodata.build.topology import Part, draw_part, read_topology, trace_borders

# Two squares, west and east of the shared arc 0 that runs from (1, 0) to (1, 1).
TOY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [0, 0]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 2], [2, 0], [0, -2], [-2, 0]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "001", "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[-1, -3]]], "properties": {"name": "East"}},
            ],
        }
    },
}


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    path = tmp_path / "toy.json"
    path.write_text(json.dumps(TOY), encoding="utf-8")
    return path


def test_arcs_are_scaled_sums_of_differences(toy: Path) -> None:
    topology = read_topology(toy, "countries")
    assert list(topology.arcs[1].coords) == [(1, 1), (0, 1), (0, 0), (1, 0)]


def test_a_reversed_arc_closes_the_neighbour(toy: Path) -> None:
    topology = read_topology(toy, "countries")
    west, east = (draw_part(part, topology.arcs) for part in topology.parts)
    assert west.equals(shapely.box(0, 0, 1, 1))
    assert east.equals(shapely.box(1, 0, 2, 1))


def test_an_area_whose_outline_collapses_is_empty(toy: Path) -> None:
    topology = read_topology(toy, "countries")
    flat = [shapely.LineString([arc.coords[0], arc.coords[-1]]) for arc in topology.arcs]
    assert draw_part(topology.parts[0], flat).is_empty


def test_an_outline_over_the_date_line_does_not_run_round_the_world() -> None:
    arc = shapely.LineString([(170, 0), (180, 0), (-170, 0), (-170, 10), (180, 10), (170, 10), (170, 0)])
    area = draw_part(Part("", "", ((0,),)), [arc])
    assert area.equals(shapely.MultiPolygon([shapely.box(170, 0, 180, 10), shapely.box(-180, 0, -170, 10)]))


def test_only_the_shared_arc_is_a_border(toy: Path) -> None:
    topology = read_topology(toy, "countries")
    borders = trace_borders(topology.parts, ["W", "E"], topology.arcs)
    assert list(borders["between"]) == [("E", "W")]
    assert list(borders.geometry[0].coords) == [(1, 0), (1, 1)]


def test_parts_of_one_owner_have_no_border(toy: Path) -> None:
    topology = read_topology(toy, "countries")
    assert trace_borders(topology.parts, ["W", "W"], topology.arcs).empty
