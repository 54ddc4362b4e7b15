"""Make untrusted shapes fit for a map: checked, repaired, cut and simplified."""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.errors import Message, UploadError
from geodata.geometry.antimeridian import FURTHEST_LON, find_poles, run_on
from geodata.geometry.crossings import MAX_NEAR_EDGES, count_crossings, count_near_edges
from geodata.geometry.geodesy import HALF_TURN, TURN, cut_into_world, gather, list_parts
from geodata.uploads.formats import list_some, tell_left_out

Shapes = np.ndarray[Any, np.dtype[np.object_]]

USUAL_LON = 360.0
"""Beyond it, longitudes are told to have been laid back."""
METRES = 1080.0
"""No degrees, whichever of them, are above it."""
MAX_MENDED_VERTICES = 50_000
"""Most vertices of all shapes that cross themselves: mending takes a second then, where they cross seldom."""
MAX_CROSSINGS = 20_000
"""About how often shapes may cross themselves: mending takes half a second then."""
PAIRS = 1_500_000
"""Edges that are compared with each other to tell how often shapes cross themselves."""
MAX_CUTS = 3_000
"""Most edges across 180 degrees: cutting them takes a second or two."""
MAX_CUT_VERTICES = 100_000_000
"""Vertices times turns round the world: to cut each turn out and lay it into one takes two seconds."""
DECIMALS = 5
"""Of the degrees: about a metre."""
FIRST_TOLERANCE_DEG, LAST_TOLERANCE_DEG = 0.0005, 0.25
"""Simplification starts with the one and doubles; what is still too large at the other is refused."""
BYTES_OF_VERTEX = 20
"""What GeoJSON takes for a vertex of five decimals, on average."""
KM_OF_DEGREE = 111.2
LONG_LINE, PIECE = 2_000, 200
"""Longer lines are simplified in pieces of so many vertices first: the time can grow with their square."""
MOST_OVER = 4
"""Times what fits at which shapes simplified in pieces are not tried as a whole."""


def count_vertices(shapes: Shapes) -> int:
    """Return how many vertices all shapes have together."""
    return int(shapely.get_num_coordinates(shapes).sum())


def find_strays(
    name: str, shapes: Shapes, label: Callable[[int], str], notes: list[str]
) -> np.ndarray[Any, Any]:
    """Return which shapes have positions that are no place on the globe, and tell them.

    Parameters
    ----------
    name
        Of the file.
    shapes
        None of them empty.
    label
        Returns how to find a shape in the file by its place in the list.
    notes
        Gets what was found.

    Raises
    ------
    UploadError
        More than half of the shapes have such positions; the text says why where that can be told.
    """
    x, y = shapely.get_coordinates(shapes).T
    finite = np.isfinite(x) & np.isfinite(y)
    on_globe = finite & (np.abs(y) <= 90) & (np.abs(x) <= FURTHEST_LON)  # noqa: PLR2004 - degrees
    owner = np.repeat(np.arange(len(shapes)), shapely.get_num_coordinates(shapes))
    stray = np.zeros(len(shapes), dtype=bool)
    stray[owner[~on_globe]] = True
    if stray.any():
        first = int((~on_globe).argmax())
        at = Message(
            "{owner} has the position {x:g}, {y:g}.",
            owner=label(int(owner[first])).capitalize(),
            x=x[first],
            y=y[first],
        )
        if stray.sum() * 2 > len(shapes):
            raise UploadError(name, Message("{at} {x}", at=at, x=_explain(x, y)))
        told = tell_left_out("feature", "off the globe", [label(int(n)) for n in np.flatnonzero(stray)])
        notes.append(f"{told} {at}")
    if (np.abs(x[on_globe]) > USUAL_LON).any():
        notes.append(Message("Longitudes of more than a turn were laid back into -180 to 180 degrees."))
    return stray


def _explain(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> str:
    """Return why positions are no places on the globe."""
    if not (np.isfinite(x) & np.isfinite(y)).all():
        return Message("Every coordinate has to be a finite number.")
    if np.all((np.abs(x) <= 90) & (np.abs(y) <= 180)):  # noqa: PLR2004 - degrees
        return Message("Longitude and latitude seem to be swapped: longitude comes first, x before y.")
    if np.abs(x).max() > METRES or np.abs(y).max() > METRES:
        return Message(
            "These look like metres of a projection. Save the file in longitude and latitude (WGS 84)."
        )
    return Message("Expected longitudes from -180 to 180 and latitudes from -90 to 90.")


def lay_shapes(name: str, shapes: Shapes, label: Callable[[int], str], notes: list[str]) -> Shapes:
    """Return shapes that are valid and lie between -180 and 180 degrees; those without an extent are empty.

    Raises
    ------
    UploadError
        Shapes cross themselves so often that mending them would take long.
    """
    jumping = _find_jumps(name, shapes)
    laid = shapes.copy()
    across: list[str] = []
    polar: list[str] = []
    for number in jumping:
        laid[number] = run_on(shapes[number])
        if not shapely.equals_identical(laid[number], shapes[number]):
            (polar if find_poles(shapes[number]) else across).append(label(number))
    if across:
        told = Message("Edges of more than 180 degrees were drawn the short way, across 180")
        notes.append(
            Message(
                "{told}: {across}. Where one goes the long way, give it more corners.",
                told=told,
                across=list_some(across),
            )
        )
    if polar:
        notes.append(Message("Outlines round a pole were drawn up to it: {polar}.", polar=list_some(polar)))
    laid = _mend(name, laid, label, notes)
    bounds = shapely.bounds(laid)
    beyond = (bounds[:, 0] < -HALF_TURN) | (bounds[:, 2] > HALF_TURN)
    turns = (bounds[:, 2] - bounds[:, 0]) / TURN + 1
    if (turns * shapely.get_num_coordinates(laid))[beyond].sum() > MAX_CUT_VERTICES:
        problem = Message(
            "Shapes of many vertices go {turns:,.0f} times round the world.", turns=float(turns[beyond].max())
        )
        raise UploadError(name, Message("{problem} Simplify them.", problem=problem))
    laid[beyond] = [cut_into_world(shape) for shape in laid[beyond]]
    return laid


def _find_jumps(name: str, shapes: Shapes) -> list[int]:
    """Return which shapes have edges that jump; many of them are refused, as cutting them takes long."""
    listed = [(number, part) for number, shape in enumerate(shapes) for part in list_parts(shape)]
    corners, owner = shapely.get_coordinates([part for _, part in listed], return_index=True)
    same = np.diff(owner) == 0
    wide = same & (np.abs(np.diff(corners[:, 0])) > HALF_TURN)
    across = same & (np.diff(np.floor((corners[:, 0] + HALF_TURN) / TURN)) != 0)
    if (wide | across).sum() > MAX_CUTS:
        problem = Message(
            "The shapes cross 180 degrees of longitude more than {max_cuts:,} times.", max_cuts=MAX_CUTS
        )
        raise UploadError(name, Message("{problem} Keep fewer of them.", problem=problem))
    return sorted({listed[part][0] for part in owner[:-1][wide].tolist()})


def _check_edges(name: str, shapes: Shapes, label: Callable[[int], str]) -> None:
    """Refuse shapes whose edges lie so much across each other that to check them would take long."""
    near = [count_near_edges(shape) for shape in shapes]
    if sum(near) > MAX_NEAR_EDGES:
        raise UploadError(
            name,
            Message(
                "The edges of a shape, or of several, lie so much across each other that they cannot be "
                "checked: {densest}. Mend or simplify it.",
                densest=label(int(np.argmax(near))),
            ),
        )


def _mend(name: str, shapes: Shapes, label: Callable[[int], str], notes: list[str]) -> Shapes:
    _check_edges(name, shapes, label)
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    if not len(broken):
        return shapes
    if count_vertices(shapes[broken]) > MAX_MENDED_VERTICES:
        problem = f"A shape, or several, of more than {MAX_MENDED_VERTICES:,} vertices crosses itself"
        raise UploadError(
            name,
            Message(
                "{problem}: {broken}. Mend or simplify it.", problem=problem, broken=label(int(broken[0]))
            ),
        )
    sample = max(PAIRS // max(count_vertices(shapes[broken]), 1), 1)
    if sum(count_crossings(shape, sample) for shape in shapes[broken]) > MAX_CROSSINGS:
        problem = f"A shape crosses itself some {MAX_CROSSINGS:,} times or more"
        raise UploadError(
            name,
            Message(
                "{problem}: {broken}. Mend or simplify it.", problem=problem, broken=label(int(broken[0]))
            ),
        )
    shapes[broken] = make_valid(shapes[broken])
    labels = [label(int(number)) for number in broken if not shapes[number].is_empty]
    if labels:
        what = "shape that crosses itself was" if len(labels) == 1 else "shapes that cross themselves were"
        notes.append(f"{len(labels):,} {what} mended: {list_some(labels)}.")
    return shapes


def make_valid(shapes: Shapes) -> Shapes:
    """Return areas without crossings; what has no extent is dropped."""
    valid: Shapes = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return valid


def simplify_shapes(name: str, shapes: Shapes, spare_bytes: int, notes: list[str]) -> Shapes:
    """Return shapes that take at most `spare_bytes` as GeoJSON, simplified as little as that takes.

    Raises
    ------
    UploadError
        They take more even when simplified most.
    """
    simple, tolerance_deg = shapes, 0.0
    while count_vertices(simple) * BYTES_OF_VERTEX > spare_bytes:
        tolerance_deg = tolerance_deg * 2 or FIRST_TOLERANCE_DEG
        if tolerance_deg > LAST_TOLERANCE_DEG:
            problem = Message(
                "The shapes do not fit into the {spare_bytes} kB that they may take, even when",
                spare_bytes=spare_bytes // 1000,
            )
            raise UploadError(
                name, Message("{problem} simplified. Keep fewer features or shorter texts.", problem=problem)
            )
        pieced = np.array([_simplify_in_pieces(shape, tolerance_deg) for shape in shapes], dtype=object)
        if count_vertices(pieced) * BYTES_OF_VERTEX > MOST_OVER * spare_bytes:
            continue
        coarse = shapely.simplify(pieced, tolerance_deg, preserve_topology=False)
        if count_vertices(coarse) * BYTES_OF_VERTEX <= spare_bytes:
            simple = _simplify(pieced, tolerance_deg)
    rounded = shapely.set_precision(simple, 10.0**-DECIMALS, mode="pointwise")
    broken = ~shapely.is_valid(rounded)
    rounded[broken] = make_valid(rounded[broken])
    if tolerance_deg:
        notes.append(
            Message(
                "Simplified to {tolerance_deg:,.2g} km so that the map stays quick.",
                tolerance_deg=tolerance_deg * KM_OF_DEGREE,
            )
        )
    return np.where(shapely.is_empty(rounded), shapes, rounded)


def _simplify_in_pieces(shape: BaseGeometry, tolerance_deg: float) -> BaseGeometry:
    """Return a shape with long lines and rings simplified piece by piece; the ends of the pieces stay."""
    if shapely.get_num_coordinates(shape) <= LONG_LINE:
        return shape
    parts: list[BaseGeometry] = []
    for part in list_parts(shape):
        if part.geom_type == "Polygon":
            shell, *holes = (
                _simplify_line(shapely.get_coordinates(ring), tolerance_deg)
                for ring in shapely.get_rings(part)
            )
            parts.append(shapely.Polygon(shell, holes))
        elif part.geom_type == "LineString":
            parts.append(shapely.LineString(_simplify_line(shapely.get_coordinates(part), tolerance_deg)))
        else:
            parts.append(part)
    return gather(parts)


def _simplify_line(corners: np.ndarray[Any, Any], tolerance_deg: float) -> np.ndarray[Any, Any]:
    if len(corners) <= LONG_LINE:
        return corners
    starts = range(0, len(corners) - 1, PIECE)
    pieces = [shapely.LineString(corners[start : start + PIECE + 1]) for start in starts]
    simple = shapely.simplify(pieces, tolerance_deg, preserve_topology=False)
    ends = [shapely.get_coordinates(piece)[1:] for piece in simple]
    return np.vstack([corners[:1], *ends])


def _simplify(shapes: Shapes, tolerance_deg: float) -> Shapes:
    """Return simplified shapes, each part by itself: with their number squared grows what a shape takes."""
    parts = [list_parts(shape) for shape in shapes]
    flat = np.array([part for several in parts for part in several], dtype=object)
    areas = shapely.get_dimensions(flat) == 2  # noqa: PLR2004 - of an area
    flat[areas] = shapely.simplify(flat[areas], tolerance_deg, preserve_topology=True)
    flat[~areas] = shapely.simplify(flat[~areas], tolerance_deg, preserve_topology=False)
    simple = iter(flat)
    gathered = np.empty(len(shapes), dtype=object)
    gathered[:] = [gather([next(simple) for _ in several]) for several in parts]
    return gathered
