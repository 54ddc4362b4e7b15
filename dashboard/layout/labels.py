"""Marks and labels of a map in page units."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.layout.type_styles import TextStyle
from dashboard.theme import Stroke

ASCENT, DESCENT = 0.74, 0.24
"""How far letters reach above and below the baseline, in multiples of the size."""
LEADER_PX = 30
"""Distance from which a name that was moved by hand is tied to its place by a line."""
LEADER = Stroke("ink", 0.8)
ASIDE_PX = 3
"""Distance between two marks of which one was moved aside."""


@dataclass(frozen=True)
class Mark:
    """A mark at a place."""

    id: str
    shape: str
    """As the web map calls it: `diamond`, `dot`, `ring`, `end`, `gate`; also `number`, `closed`, `city`."""
    x: float
    y: float
    size: float
    """Across, in page units."""
    style: str = ""
    """Key of the layer's style; empty on the base map."""
    text: str = ""
    """What stands inside; usually nothing."""

    @property
    def outline(self) -> BaseGeometry:
        """What it covers."""
        return shapely.Point(self.x, self.y).buffer(self.size / 2)


@dataclass(frozen=True)
class Name:
    """A name that looks for its place."""

    id: str
    text: str
    kind: str
    """Key of `TEXT_STYLES`."""
    style: TextStyle
    rank: float
    """The lower, the earlier it is set."""
    x: float
    y: float
    needed: bool = False
    """Whether it is set at its first place where no other is free."""
    reach: float = 0
    """Half the size of its mark; 0 where it has none."""
    ground: str = ""
    """`land` or `water` where it belongs to the area below it."""
    turn: float = 0
    """Degrees counterclockwise of a name over an area."""
    first: tuple[int, int] | None = None
    """Side of its mark that it prefers, as in `AROUND`."""
    root: tuple[float, float] | None = None
    """What a line is drawn from, where it was moved away by hand."""
    fixed: bool = False
    """Whether it was placed by hand: its first place is the only one."""
    course: BaseGeometry | None = None
    """The line that it runs along."""
    at: float = 0.5
    """Where on that line, as a share of the visible part."""


@dataclass(frozen=True)
class Label:
    """A name in its place."""

    id: str
    kind: str
    style: TextStyle
    lines: tuple[str, ...]
    x: float
    """Where the first line hangs."""
    y: float
    """Baseline of the first line."""
    align: str
    """Which part of a line is at `x`: `left`, `center` or `right`."""
    curve: tuple[tuple[float, float], ...]
    """Baseline of a name over an area or along a line, from its start; empty for an upright one."""
    shape: BaseGeometry
    """What it covers."""
    leader: tuple[tuple[float, float], ...] = ()
    """Line that ties it to what it names; empty where it stands beside it."""


def shift_name(name: Name, dx: float, dy: float, anchor: str | None) -> Name:
    """Return a name that was moved by hand, in page units; an anchor sets the side of the mark."""
    if not (dx or dy or anchor):
        return name
    sides = {"left": (1, 0), "right": (-1, 0), "above": (0, -1), "below": (0, 1)}
    first = sides[anchor] if anchor else name.first
    far = math.hypot(dx, dy) > LEADER_PX and not name.ground
    moved = replace(name, x=name.x + dx, y=name.y + dy, first=first, fixed=True)
    return replace(moved, root=(name.x, name.y), reach=0.1) if far else moved


def stand_aside(mark: Mark, others: Iterable[Mark]) -> Mark:
    """Return a mark moved to the left of another that it would cover."""
    for other in others:
        lacking = (mark.size + other.size) / 2 + ASIDE_PX - math.hypot(mark.x - other.x, mark.y - other.y)
        if lacking > ASIDE_PX and other.style != mark.style:
            return replace(mark, x=other.x - (mark.size + other.size) / 2 - ASIDE_PX, y=other.y)
    return mark


def separate_marks(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks with those that hold a number moved apart where they would cover each other."""
    moved = list(marks)
    numbered = [place for place, mark in enumerate(marks) if mark.text]
    for first, second in combinations(numbered, 2):
        one, other = moved[first], moved[second]
        dx, dy = other.x - one.x, other.y - one.y
        apart = math.hypot(dx, dy)
        lacking = (one.size + other.size) / 2 + 2 - apart
        if lacking > 0 and apart > 0:
            shift = lacking / 2 / apart
            moved[first] = replace(one, x=one.x - dx * shift, y=one.y - dy * shift)
            moved[second] = replace(other, x=other.x + dx * shift, y=other.y + dy * shift)
    return moved
