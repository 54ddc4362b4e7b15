"""Explain why no lane reaches a position: ice, a lake, an inland sea, or the distance from the sea."""

from functools import cache

import numpy as np
import shapely

from geodata.datasets import read_dataset
from geodata.errors import Message
from geodata.geometry.geodesy import Position
from geodata.routing.graph import NORTH, SNAP_KM, SOUTH, SeaGraph, is_icy
from geodata.routing.water_grid import find_water, is_water, place_in_cells

LAND = ("land-region", "land-far")
"""Data sets that show as land what is neither sea nor a lake, of 150 square kilometres or more."""
LAND_SOUTH, LAND_NORTH = -60, 80
"""Latitudes between which they do; beyond them there are no lakes to tell."""


def tell_limit(graph: SeaGraph, place: Position) -> str:
    """Return why a place that does not join the graph has no lane, as a sentence."""
    called = f"{place.lat:.2f}, {place.lon:.2f}"
    if place.lat > NORTH or place.lat < SOUTH:
        end = f"{NORTH}° N" if place.lat > 0 else f"{-SOUTH}° S"
        return Message(
            "{called} lies beyond {end}, where lanes do not go because of the ice.", called=called, end=end
        )
    where = _tell_where(graph, place)
    if find_water(graph.waters, place.lon, place.lat, within_km=SNAP_KM) is None:
        if _is_dry(place):
            return Message(
                "{called} is more than {snap_km:g} km from navigable sea.", called=called, snap_km=SNAP_KM
            )
        return Message(
            "{called} lies on a lake or an inland sea, and more than {snap_km:g} km from a sea that lanes "
            "follow.",
            called=called,
            snap_km=SNAP_KM,
        )
    if is_icy(np.array([[place.lon, place.lat]]))[0]:
        return Message(
            "{called} lies {where}, but lanes do not go there: the Arctic Ocean away from the coasts is left "
            "out because of its ice.",
            called=called,
            where=where,
        )
    return Message(
        "{called} lies {where}, but no water wide enough for a lane leads from there to the ocean.",
        called=called,
        where=where,
    )


def _tell_where(graph: SeaGraph, place: Position) -> str:
    rows, cols = place_in_cells(np.array([[place.lon, place.lat]]))
    return "at sea" if is_water(graph.waters, rows, cols)[0] else "near the sea"


def _is_dry(place: Position) -> bool:
    if not LAND_SOUTH < place.lat < LAND_NORTH:
        return True
    return len(_read_land().query(shapely.Point(place.lon, place.lat), predicate="intersects")) > 0


@cache
def _read_land() -> shapely.STRtree:
    frames = (read_dataset(name) for name in LAND)
    return shapely.STRtree([shape for frame in frames for shape in frame.geometry[frame["kind"] == "land"]])
