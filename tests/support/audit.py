"""Find collisions and cut-off text on a drawn page."""

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from dashboard.exports.slide.canvas import Canvas, Drawn

TOUCH_PX2 = 6.0
"""Area that two outlines may share: they are boxes around letters, not the letters."""
CUT_PX = 1.0
"""How far an outline may reach beyond what it has to lie inside."""
CROSSING_PX = 4.0
"""Length of a line under a name from which it counts as crossed."""


@dataclass(frozen=True)
class Fault:
    """Something on a page that a reader would stumble over."""

    kind: str
    """`overlap`, `cut`, `crossing` (a lane or spoke under a text without a halo) or `left out`."""
    first: str
    second: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.first}" + (f" / {self.second}" if self.second else "")


def audit_page(canvas: Canvas) -> list[Fault]:
    """Return the faults of a page: every text, mark and named line is looked at."""
    solid = [thing for thing in canvas.drawn if thing.kind in {"text", "mark", "panel"}]
    texts = [thing for thing in solid if thing.kind == "text"]
    marks = [thing for thing in solid if thing.kind == "mark"]
    names = [text for text in texts if not any(_belong_together(text, mark) for mark in marks)]
    lines = [thing for thing in canvas.drawn if thing.kind == "map-line"]
    return [
        *(Fault("left out", title) for title in canvas.left_out),
        *(Fault("cut", thing.name) for thing in texts if _is_cut(thing)),
        *_list_overlaps(solid),
        *_list_crossings(names, lines),
    ]


def _is_cut(thing: Drawn) -> bool:
    rect = thing.within.inset(-CUT_PX)
    inside = shapely.box(*rect.bounds)
    return not inside.contains(thing.shape)


def _list_overlaps(things: list[Drawn]) -> Iterable[Fault]:
    shapes = [thing.shape for thing in things]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for first, second in sorted(map(tuple, pairs.T)):
        one, other = things[first], things[second]
        if first >= second or {one.kind, other.kind} == {"mark"} or _belong_together(one, other):
            continue
        if one.shape.intersection(other.shape).area > TOUCH_PX2:
            yield Fault("overlap", one.name, other.name)


def _belong_together(one: Drawn, other: Drawn) -> bool:
    """Return whether a text stands inside the other thing, as a number in its ring."""
    inside, around = (one, other) if one.kind == "text" else (other, one)
    return around.kind != "text" and inside.kind == "text" and around.shape.buffer(3).contains(inside.shape)


def _list_crossings(texts: list[Drawn], lines: list[Drawn]) -> Iterable[Fault]:
    for line in lines:
        for text in texts:
            if not text.halo and text.shape.intersection(line.shape).length > CROSSING_PX:
                yield Fault("crossing", text.name, line.name)
