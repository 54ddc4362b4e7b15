"""Place the labels of a map without collisions."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.layout.fonts import measure_text, wrap_text
from dashboard.layout.labels import ASCENT, DESCENT, Label, Name
from dashboard.layout.page import Rect
from dashboard.theme import PX_PER_PT
from geodata.names import JOINT, Policy

EDGE_PX = 5
"""Least distance of a name from the edge of the map."""
GAP_PX = 4
"""Least distance between two names, or a name and a mark."""
MARK_GAP_PX = 6
"""Distance of a name from the edge of its mark."""
SHIFTS = {"water": 2, "land": 1}
"""How many steps of about its height a name over an area may be moved."""
SMALL_ISLAND = 0.6
"""Size of an island, as a share of that of its name, from which it bears a name across it."""
SHRINKING = (1.0, 0.85, 0.7, 0.55)
"""Sizes at which a name over an area is tried, as shares of its own."""
BEND = 0.07
"""How far the middle of a curved name lies off the straight line, as a share of its length."""
WRAP_EM = 10.5
"""Width from which a name at a place is broken into two lines."""
AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a name stands beside its mark, in order of preference: right, left, above, below, corners."""
MOST_WRONG = {"water": 0.16, "land": 0.7}
"""Largest share of a name over the wrong ground: seas on land, countries on water."""
CROSSING_COST, WRONG_GROUND_COST, SHIFT_COST, SIDE_COST = 6.0, 9.0, 0.02, 0.7


Place = tuple[float, Callable[[], Label]]
"""A place for a name: its cost, and what sets the name there."""


@dataclass
class Placer:
    """Sets names one after the other, and remembers what is taken."""

    rect: Rect
    """The map."""
    land: BaseGeometry
    courses: Sequence[BaseGeometry]
    """Lines that names had better not cross."""
    policy: Policy
    taken: list[BaseGeometry] = field(default_factory=list)
    written: list[BaseGeometry] = field(default_factory=list)
    """What names have been set over."""

    @cached_property
    def _inside(self) -> BaseGeometry:
        inner = self.rect.inset(EDGE_PX)
        return shapely.box(inner.left, inner.top, inner.right, inner.bottom)

    def place(self, names: Iterable[Name]) -> list[Label]:
        """Return the names that found a place, the most important ones first."""
        shapely.prepare(self.land)
        shapely.prepare(self._inside)
        placed = []
        for name in sorted(names, key=lambda name: name.rank):
            label = self._place(name)
            if label is not None:
                placed.append(label)
                self.written.append(label.shape)
                self.taken.append(label.shape.buffer(GAP_PX))
        return placed

    def take(self, label: Label) -> bool:
        """Return whether the place of a label that cannot move is free, and take it."""
        free = not any(shapely.intersects(self.taken, label.shape))
        if free:
            self.taken.append(label.shape.buffer(GAP_PX))
        return free

    def _place(self, name: Name) -> Label | None:
        """Return a name in its best place; one that is needed shrinks, and at last covers a mark or line.

        No name covers another one, unless it was placed by hand.
        """
        sizes = SHRINKING if name.needed and name.ground else (1.0,)
        for share in sizes:
            if label := self._find_place(_shrink(name, share)):
                return label
        if not name.needed:
            return None
        for _, make in sorted(self._list_places(_shrink(name, sizes[-1])), key=lambda place: place[0]):
            label = make()
            covers = not name.fixed and any(shapely.intersects(self.written, label.shape))
            if self._inside.contains(label.shape) and not covers:
                return label
        return None

    def _find_place(self, name: Name) -> Label | None:
        best, least = None, math.inf
        for cost, make in sorted(self._list_places(name), key=lambda place: place[0]):
            if cost >= least:
                break
            label = make()
            if not self._inside.contains(label.shape) or any(shapely.intersects(self.taken, label.shape)):
                continue
            weighed = cost + self._weigh(name, label)
            if weighed < least:
                best, least = label, weighed
        return best

    def _weigh(self, name: Name, label: Label) -> float:
        crossed = sum(bool(label.shape.intersects(course)) for course in self.courses)
        if crossed and name.ground == "water" and not name.needed:
            return math.inf
        cost = CROSSING_COST * crossed
        if name.ground and not name.fixed and self._is_astray(name, label):
            return math.inf
        if name.ground:
            points = shapely.get_coordinates(shapely.segmentize(label.shape, 14))
            share = float(np.mean(shapely.contains_xy(self.land, points[:, 0], points[:, 1])))
            wrong = share if name.ground == "water" else 1 - share
            if wrong > MOST_WRONG[name.ground] * (2 if name.needed else 1):
                return math.inf
            cost += WRONG_GROUND_COST * (wrong if name.ground == "water" else 0.4 * wrong)
        return cost

    def _is_astray(self, name: Name, label: Label) -> bool:
        """Return whether a name would seem to mean something else than what it names.

        Between a sea and its name lies no land, between a country and its name no water; and an island that
        is smaller than its name would lend it to the coast beside it.
        """
        way = shapely.LineString([(name.x, name.y), label.curve[len(label.curve) // 2]])
        if name.ground == "water":
            return bool(shapely.intersects(self.land, way))
        if way.length > name.style.size_pt * PX_PER_PT and not shapely.covers(self.land, way):
            return True
        here = self._land_parts.query(shapely.Point(name.x, name.y), "intersects")
        parts = self._land_parts.geometries[here]
        small = len(parts) and shapely.area(parts).max() < SMALL_ISLAND * label.shape.area
        return bool(small) and not name.turn

    @cached_property
    def _land_parts(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.get_parts(self.land))

    def _list_places(self, name: Name) -> Iterable[Place]:
        if name.course is not None:
            yield from self._list_places_along(name, name.course)
        elif name.ground:
            yield from self._list_places_over(name)
        else:
            yield from self._list_places_beside(name)

    def _list_places_beside(self, name: Name) -> Iterable[Place]:
        size = name.style.size_pt * PX_PER_PT
        lines = tuple(self._break(name, WRAP_EM * size))
        width = max(measure_text(line, name.style, self.policy) for line in lines)
        sides = list(AROUND) if name.reach else [(0, 0)]
        if name.first is not None and name.fixed:
            sides = [name.first]
        elif name.first is not None:
            sides = [name.first, *(side for side in sides if side != name.first)]
        for place, side in enumerate(sides):
            yield place * SIDE_COST, partial(self._hang, name, lines, width, side)

    def _break(self, name: Name, width: float) -> list[str]:
        """Return the lines of a name; a dual name is broken between its forms."""
        first, joint, second = name.text.partition(JOINT)
        if joint and measure_text(name.text, name.style, self.policy) > width:
            forms = [f"{first}{joint}".rstrip(), second]
            if max(measure_text(form, name.style, self.policy) for form in forms) <= width:
                return forms
        return wrap_text(name.text, name.style, width, self.policy, phrases=True)

    def _hang(self, name: Name, lines: tuple[str, ...], width: float, side: tuple[int, int]) -> Label:
        """Return a name on one side of its mark."""
        style, (right, down) = name.style, side
        size = style.size_pt * PX_PER_PT
        height = size * (ASCENT + DESCENT + style.leading * (len(lines) - 1))
        gap = (name.reach + MARK_GAP_PX) * (0.7 if right and down else 1) if name.reach else 0
        x = name.x + right * gap
        middle = name.y + down * (gap + height / 2 - (MARK_GAP_PX - 2 if name.reach else 0))
        left = x - {1: 0, 0: width / 2, -1: width}[right]
        box: BaseGeometry = shapely.box(left, middle - height / 2, left + width, middle + height / 2)
        if name.kind == "city":
            box = box.union(shapely.Point(name.x, name.y).buffer(name.reach))
        align = {1: "left", 0: "center", -1: "right"}[right]
        baseline = middle - height / 2 + ASCENT * size
        leader = (name.root, (x, name.y)) if name.root else ()
        return Label(name.id, name.kind, style, lines, x, baseline, align, (), box, leader)

    def _list_places_over(self, name: Name) -> Iterable[Place]:
        size = name.style.size_pt * PX_PER_PT
        reach = 0 if name.fixed else SHIFTS[name.ground]
        steps = range(-reach, reach + 1)
        for across, down in ((across, down) for across in steps for down in steps):
            shift = across * size * 1.6, down * size * 1.2
            x, y = name.x + shift[0], name.y + shift[1]
            bend = BEND if name.ground == "water" else 0
            cost = SHIFT_COST * math.hypot(*shift)
            yield cost, partial(self._bend, name, x, y, math.radians(name.turn), bend)

    def _list_places_along(self, name: Name, course: BaseGeometry) -> Iterable[Place]:
        parts = [part for part in shapely.get_parts(course) if part.length > 0]
        if not parts:
            return
        line = max(parts, key=lambda part: part.length)
        width = measure_text(name.text, name.style, self.policy)
        if line.length < width * 1.5:
            return
        shares = (name.at,) if name.fixed else (name.at, *np.linspace(0.08, 0.92, 15))
        for share in shares:
            at = float(np.clip(share * line.length, width / 2, line.length - width / 2))
            start, end = line.interpolate(at - width / 2), line.interpolate(at + width / 2)
            turned = math.atan2(start.y - end.y, end.x - start.x)
            middle = line.interpolate(at)
            straight = math.hypot(end.x - start.x, end.y - start.y)
            cost = 3 * abs(share - name.at) + 40 * (1 - straight / width)
            if abs(turned) > math.pi / 2:
                turned -= math.copysign(math.pi, turned)
            for side in (1, -1):
                off = name.reach + 0.5 * name.style.size_pt * PX_PER_PT
                x = middle.x - math.sin(turned) * off * side
                y = middle.y - math.cos(turned) * off * side
                yield cost + (0.3 if side < 0 else 0), partial(self._bend, name, x, y, turned, 0)

    def _bend(self, name: Name, x: float, y: float, turn: float, bend: float) -> Label:
        """Return a name whose middle is at a point, along a curve that bends upward."""
        style, size = name.style, name.style.size_pt * PX_PER_PT
        width = measure_text(name.text, style, self.policy)
        along = np.linspace(-0.5, 0.5, 24) * width
        sag = bend * width * (4 * (along / max(width, 1)) ** 2 - 1 / 3)
        below = sag + (ASCENT - DESCENT) * size / 2
        cos, sin = math.cos(turn), math.sin(turn)

        def lay(offset: float) -> np.ndarray:
            return np.column_stack(
                [x + along * cos + (below + offset) * sin, y - along * sin + (below + offset) * cos]
            )

        ribbon = shapely.Polygon([*lay(-ASCENT * size), *lay(DESCENT * size)[::-1]])
        curve = tuple((float(px), float(py)) for px, py in lay(0))
        return Label(name.id, name.kind, style, (name.text,), *curve[0], "left", curve, ribbon)


def _shrink(name: Name, share: float) -> Name:
    style = name.style
    smaller = replace(style, size_pt=style.size_pt * share, spacing_em=style.spacing_em * share)
    return name if share == 1 else replace(name, style=smaller)
