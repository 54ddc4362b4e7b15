"""Write the labels of a map on a slide."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from dashboard.exports.deck.metrics import measure_wide
from dashboard.exports.deck.shapes import Group, Pen, find_turn
from dashboard.i18n.texts import get_texts
from dashboard.layout.fonts import measure_text
from dashboard.layout.labels import ASCENT, DESCENT, LEADER, Label
from dashboard.layout.map_plan import MapPlan
from dashboard.layout.page import Rect
from dashboard.theme import PX_PER_PT

SHARES = (1, 0.94, 0.88, 0.82)
"""Sizes at which names are tried that a wide face would carry over others, as shares of their own."""


def fit_labels(plan: MapPlan) -> list[Label]:
    """Return the names of a map, smaller where a wide face would carry them over the next one or the edge.

    A name is set at most so much smaller that the widest face takes no more room than its own does.
    """
    inside = shapely.box(*plan.frame.rect.bounds)
    marks = [mark.outline for mark in plan.marks]
    fitted = list(plan.labels)
    for share in (*SHARES[1:], 0):
        for place in _find_crowded(fitted, marks, inside):
            label = plan.labels[place]
            size = max(_measure_narrow(label), share) * label.style.size_pt
            fitted[place] = replace(label, style=replace(label.style, size_pt=size))
    return fitted


def _find_crowded(labels: Sequence[Label], marks: Sequence[BaseGeometry], inside: BaseGeometry) -> set[int]:
    """Return the places of names that in a wide face meet others, meet marks or leave the map."""
    shapes = [spread_label(label) for label in labels]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    crowded = {int(one) for one, other in pairs if one != other}
    crowded |= {int(one) for one in shapely.STRtree(marks).query(shapes, predicate="intersects")[0]}
    return crowded | {place for place, shape in enumerate(shapes) if not shape.within(inside)}


def write_label(group: Group, label: Label) -> None:
    """Write a name in its place, with the line that ties it to what it names."""
    style = label.style
    size = style.size_pt * PX_PER_PT
    name = " ".join(label.lines)
    if label.leader:
        group.draw(shapely.LineString(label.leader), LEADER, get_texts().deck_line.format(name=name))
    if label.curve:
        curve = np.asarray(label.curve)
        turn = find_turn(label.curve)
        middle = curve.mean(axis=0)
        up = math.radians(turn)
        rise = (ASCENT - DESCENT) * size / 2
        x, y = middle[0] - rise * math.sin(up), middle[1] - rise * math.cos(up)
        length = max(float(np.hypot(*(curve[-1] - curve[0]))), measure_wide(label.lines[0], style))
        box = Rect(x - length / 2 - size, y - 0.62 * size, length + 2 * size, 1.25 * size)
        group.write([(label.lines[0], Pen(style, "center"))], box, name, turn=turn)
        return
    left, _, right, _ = label.shape.bounds
    width = max(right - left, *(measure_wide(line, style) for line in label.lines)) + size
    start = {"left": label.x, "center": label.x - width / 2, "right": label.x - width}[label.align]
    box = Rect(start, label.y - 0.93 * size, width, (0.3 + style.leading * len(label.lines)) * size)
    group.write([(line, Pen(style, label.align)) for line in label.lines], box, name)


def spread_label(label: Label) -> BaseGeometry:
    """Return what a name covers in the widest face."""
    wider = max(measure_wide(line, label.style) for line in label.lines)
    if label.curve:
        curve = np.asarray(label.curve)
        turn, middle = find_turn(label.curve), shapely.Point(*curve.mean(axis=0))
        box = shapely.box(*_centre(middle.x, middle.y, wider, label.style.size_pt * PX_PER_PT).bounds)
        return affinity.rotate(box, -turn, origin=middle)
    left, top, right, bottom = label.shape.bounds
    start = {"left": left, "center": (left + right - wider) / 2, "right": right - wider}[label.align]
    return shapely.box(start, top, start + wider, bottom)


def _centre(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(x - width / 2, y - height / 2, width, height)


def _measure_narrow(label: Label) -> float:
    """Return the share of its size at which the widest face takes no more room than the name's own."""
    shares = (
        measure_text(line, label.style) / measure_wide(line, label.style) for line in label.lines if line
    )
    return min(shares, default=1)
