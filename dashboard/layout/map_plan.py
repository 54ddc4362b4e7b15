"""Plan a map: everything that slide and deck draw, in page units.

Slides and decks draw the same plan, so that they cannot disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.common_members import count_bodies
from dashboard.cartography.features import draw_layer
from dashboard.layout.base_labels import label_graticule
from dashboard.layout.base_shapes import Ground, project_ground
from dashboard.layout.label_placement import Placer
from dashboard.layout.labels import Label, Mark, Name, separate_marks, shift_name
from dashboard.layout.page import Rect
from dashboard.layout.projection import MapExtent
from dashboard.layout.symbols import Collector, Shape
from dashboard.theme import LAYER_STYLES, fade_inside
from geodata.layer_kinds.lanes import find_stops
from geodata.names import Policy
from geodata.records.layers import BandData, LaneData
from geodata.records.scenes import LabelPlace
from geodata.scenes import ResolvedLayer, ResolvedScene

BAR_SIZE = (372.0, 70.0)
"""Room for the scale bar and its words, in page units."""
SPECK_PX2 = 60.0
"""Islands of a filled country that would be smaller leave a corner to the scale bar."""
GRID_STEPS = 5
"""Points of the map that are looked at, in each direction, for how much of it lies inside a range band."""
BAR_GAP = 30
"""Room around it, for the names of marks nearby."""


@dataclass(frozen=True)
class MapPlan:
    """Everything on a map, in page units."""

    frame: MapExtent
    ground: Ground
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    bar_rect: Rect
    """Where the scale bar with its words stands."""

    @property
    def layers(self) -> frozenset[str]:
        """Ids of the layers of which anything is on the map."""
        page = shapely.box(*self.frame.rect.bounds)
        seen = {shape.layer for shape in self.shapes if shape.geometry.intersects(page)}
        ids = [mark.id for mark in self.marks] + [label.id for label in self.labels]
        return frozenset(seen | {held.partition(".")[0] for held in ids})

    @property
    def features(self) -> frozenset[str]:
        """Ids of the features that have a mark on the map, each behind that of its layer."""
        return frozenset(mark.id for mark in self.marks)


def plan_map(
    resolved: ResolvedScene,
    frame: MapExtent,
    *,
    policy: Policy,
    reserved: Iterable[Rect] = (),
    numbers: Mapping[str, int] | None = None,
    by_hand: bool = True,
) -> MapPlan:
    """Plan the map of a scene.

    Parameters
    ----------
    resolved
        The scene.
    frame
        Where and how it is projected.
    policy
        How places are called.
    reserved
        Rectangles of the page that no name may cover, such as the stamp.
    numbers
        Chokepoints that stand out among the others; with a number above 0 they get a numbered ring.
    by_hand
        Whether names are moved as the pack says: for a wide slide, whose page units the shifts are in.
    """
    ground = project_ground(frame)
    drawn = {shown.layer.id: _draw(shown) for shown in resolved.layers}
    bodies = count_bodies((shown.layer.style, drawn[shown.layer.id]) for shown in resolved.layers)
    collector = Collector(frame, policy, numbers or {}, frozenset(resolved.scene.closed), bodies)
    for shown in resolved.layers:
        collector.add_layer(drawn[shown.layer.id], shown.layer)
        lane = shown.layer.get_data(LaneData)
        if lane and not shown.live:
            for port in find_stops(lane):
                collector.add_port(port, shown.layer)
    for detour in resolved.detours:
        collector.add_detour(detour)
    collector.add_base()
    held = separate_marks(collector.marks)
    taken: list[BaseGeometry] = [shapely.box(*rect.bounds) for rect in reserved]
    taken += [mark.outline for mark in held]
    filled = [one.geometry for one in collector.shapes if LAYER_STYLES[one.style].mark_kind.level == "land"]
    parts = shapely.get_parts(filled)
    parts = parts[shapely.area(parts) >= SPECK_PX2]
    bar_rect = _choose_bar(frame.rect, [*taken, *collector.courses, *parts])
    taken.append(shapely.box(*bar_rect.bounds))
    placer = Placer(frame.rect, ground.land, collector.courses, policy, taken)
    degrees = [label for label in label_graticule(ground.graticule, frame.rect) if placer.take(label)]
    names = _stand_out(collector.names, parts)
    moved = [_move(name, resolved.scene.labels, by_hand=by_hand) for name in names]
    labels = [*degrees, *placer.place(name for name in moved if name is not None)]
    marks = (*held, *collector.mark_cities(labels))
    shapes = tuple(_quieten_bands(collector.shapes, frame.rect))
    return MapPlan(frame, ground, shapes, marks, tuple(labels), bar_rect)


def _stand_out(names: Iterable[Name], filled: NDArray[np.object_]) -> Iterable[Name]:
    """Yield names, those of countries in ink where the country is filled."""
    tree = shapely.STRtree(filled)
    for name in names:
        over = name.ground == "land" and len(tree.query(shapely.Point(name.x, name.y), predicate="within"))
        yield replace(name, style=replace(name.style, colour="ink", halo="halo")) if over else name


def _quieten_bands(shapes: Iterable[Shape], rect: Rect) -> Iterable[Shape]:
    """Yield shapes, and those of a range band that fills the map with a fainter fill, as on the web map."""
    shapes = list(shapes)
    bands: dict[str, list[BaseGeometry]] = {}
    for shape in shapes:
        if shape.role == "grade" and LAYER_STYLES[shape.style].mark_kind.fades:
            bands.setdefault(shape.layer, []).append(shape.geometry)
    left = {layer: fade_inside(_measure_inside(parts, rect)) for layer, parts in bands.items()}
    for shape in shapes:
        faded = shape.role == "grade" and shape.layer in left
        yield replace(shape, opacity=shape.opacity * left[shape.layer]) if faded else shape


def _measure_inside(parts: Sequence[BaseGeometry], rect: Rect) -> float:
    """Return the share of the map that lies inside any of the parts, by a grid of points."""
    steps = (np.arange(GRID_STEPS) + 0.5) / GRID_STEPS
    x, y = np.meshgrid(rect.left + steps * rect.width, rect.top + steps * rect.height)
    return float(np.mean(shapely.intersects_xy(np.array(parts)[:, None, None], x, y).any(axis=0)))


_drawn: WeakKeyDictionary[ResolvedLayer, geopandas.GeoDataFrame] = WeakKeyDictionary()
"""Web features by layer, as long as a scene holds the layer: the slides of a briefing have them in common."""


def _draw(shown: ResolvedLayer) -> geopandas.GeoDataFrame:
    if shown not in _drawn:
        _drawn[shown] = draw_layer(shown.frame, shown.layer)
    return _drawn[shown]


def _choose_bar(rect: Rect, taken: Iterable[BaseGeometry]) -> Rect:
    """Return the corner of the map for the scale bar: the first that nothing of the scene runs through."""
    left, right = rect.left + 28, rect.right - BAR_SIZE[0] - 28
    top, bottom = rect.top + 40, rect.bottom - BAR_SIZE[1] - 22
    corners = [Rect(x, y, *BAR_SIZE) for x, y in ((right, bottom), (left, bottom), (left, top), (right, top))]
    shapes = list(taken)
    boxes = [shapely.box(*corner.bounds).buffer(BAR_GAP) for corner in corners]
    free = (
        corner for corner, box in zip(corners, boxes, strict=True) if not any(shapely.intersects(shapes, box))
    )
    return next(free, corners[0])


def _move(name: Name, places: Mapping[str, LabelPlace], *, by_hand: bool) -> Name | None:
    """Return a name where the pack puts it, or None where the pack leaves it out."""
    place = places.get(name.id)
    if place is None:
        return name
    if place.hidden:
        return None
    turned = name if place.turn is None else replace(name, turn=place.turn)
    return shift_name(turned, place.dx, place.dy, place.anchor) if by_hand else turned


def choose_spotlight(resolved: ResolvedScene) -> frozenset[str]:
    """Return the seas that stay bright where a scene is about named seas and shows no bands."""
    if any(shown.layer.get_data(BandData) for shown in resolved.layers):
        return frozenset()
    return frozenset(
        shown.layer.id for shown in resolved.layers if LAYER_STYLES[shown.layer.style].mark_kind.spotlit
    )
