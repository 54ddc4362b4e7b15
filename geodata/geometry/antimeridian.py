"""Unwrap longitudes that jump, and cut shapes at 180 degrees and around a pole."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.geometry.geodesy import (
    HALF_TURN,
    TURN,
    Floats,
    close_over_pole,
    cut_into_world,
    gather,
    list_parts,
)

FURTHEST_LON = 1080.0
"""Longitudes of up to three turns are read; what lies further is no longitude."""
NEAR_DEG = 1e-9


def split_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry within -180 and 180 degrees, cut where it crosses 180.

    Longitudes may be of any turn, run on beyond 180 degrees or jump; `run_on` says how edges are taken.

    Raises
    ------
    shapely.errors.GEOSException
        An area that has to be cut is not valid.
    """
    return cut_into_world(run_on(geometry))


def run_on(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry whose longitudes run on across 180 degrees, each part by itself.

    An edge of more than 180 degrees goes the short way, across 180. Not so one along a pole, where all
    longitudes are one place, nor one of a whole turn, which outlines of the world have. A ring that then ends
    a turn from where it began goes round a pole: its area is all up to the pole that is nearer.
    """
    if not jumps(geometry):
        return geometry
    parts = [_run_part_on(part) if jumps(part) else part for part in list_parts(geometry)]
    return gather([one for part in parts for one in list_parts(part)])


def jumps(geometry: BaseGeometry) -> bool:
    """Tell whether an edge of a geometry, or the step from a part to the next, is wider than 180 degrees."""
    return bool((np.abs(np.diff(shapely.get_coordinates(geometry)[:, 0])) > HALF_TURN).any())


def _run_part_on(part: BaseGeometry) -> BaseGeometry:
    if isinstance(part, Polygon):
        return _run_area_on(part)
    return LineString(_unwrap(shapely.get_coordinates(part))) if isinstance(part, LineString) else part


def _run_area_on(area: Polygon) -> BaseGeometry:
    edge, *holes = [_unwrap_ring(ring) for ring in (area.exterior, *area.interiors)]
    if not any(map(_winds, (edge, *holes))):
        west = edge[:, 0].min()
        shifts = [TURN * np.ceil((west - hole[:, 0].min()) / TURN - NEAR_DEG) for hole in holes]
        return Polygon(edge, [hole + np.array([shift, 0]) for hole, shift in zip(holes, shifts, strict=True)])
    outer, *inner = [_fill(ring) for ring in (edge, *holes)]
    return outer if not inner else outer.difference(shapely.union_all(inner))


def _fill(ring: Floats) -> BaseGeometry:
    """Return the area of a ring within the world; of one round a pole, all up to it."""
    if not _winds(ring):
        return cut_into_world(shapely.make_valid(Polygon(ring), method="structure", keep_collapsed=False))
    return close_over_pole(ring, np.copysign(90.0, ring[:, 1].mean()))


def _winds(ring: Floats) -> bool:
    return bool(abs(ring[-1, 0] - ring[0, 0]) > HALF_TURN)


def find_poles(area: BaseGeometry) -> set[str]:
    """Return which poles the outlines of a geometry go round: `north`, `south`."""
    rings = [part.exterior for part in list_parts(area) if isinstance(part, Polygon) and jumps(part)]
    unwrapped = [_unwrap_ring(ring) for ring in rings]
    return {"north" if ring[:, 1].mean() > 0 else "south" for ring in unwrapped if _winds(ring)}


def _unwrap_ring(ring: shapely.LinearRing) -> Floats:
    """Return the corners of a ring, whose edges of a whole turn stay only where they undo each other."""
    coordinates = shapely.get_coordinates(ring)
    steps = np.diff(coordinates[:, 0])
    turned = steps[_is_turn(steps) & ~_runs_along_pole(coordinates)]
    return _unwrap(coordinates, whole=abs(turned.sum()) < HALF_TURN)


def _unwrap(coordinates: Floats, *, whole: bool = True) -> Floats:
    """Return positions whose longitudes run on; edges of a whole turn stay where `whole`."""
    steps = np.diff(coordinates[:, 0])
    jump = (np.abs(steps) > HALF_TURN) & ~_runs_along_pole(coordinates) & ~(_is_turn(steps) & whole)
    shifts = np.cumsum(np.where(jump, -TURN * np.round(steps / TURN), 0.0))
    return np.column_stack([coordinates[:, 0] + np.concatenate([[0.0], shifts]), coordinates[:, 1]])


def _is_turn(steps: Floats) -> NDArray[np.bool_]:
    return np.abs(np.abs(steps) - TURN) < NEAR_DEG


def _runs_along_pole(coordinates: Floats) -> NDArray[np.bool_]:
    at_pole = np.abs(coordinates[:, 1]) > 90 - NEAR_DEG
    same: NDArray[np.bool_] = np.sign(coordinates[:-1, 1]) == np.sign(coordinates[1:, 1])
    return at_pole[:-1] & at_pole[1:] & same
