"""Draw the marks of a map as native shapes, grouped and named by layer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from dashboard.exports.deck.shapes import Group, Pen, Points, Sheet
from dashboard.exports.slide.symbols import cross_ring
from dashboard.i18n.texts import get_texts
from dashboard.layout.labels import Mark
from dashboard.layout.map_plan import MapPlan
from dashboard.layout.page import Rect
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.marks import DIAMOND, DIAMOND_GROWTH, find_symbol
from dashboard.theme import LAYER_STYLES, PX_PER_PT, Stroke


@dataclass(frozen=True)
class Caption:
    """What is said of the shapes of a layer."""

    title: str
    """In the list of what is on a slide."""
    told: str
    """To those who do not see it."""


def draw_marks(sheet: Sheet, plan: MapPlan, captions: Mapping[str, Caption]) -> None:
    """Draw the marks of a plan; `captions` are those of layers by id."""
    texts = get_texts()
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in plan.marks:
        marks[mark.id.partition(".")[0] if mark.style else ""].append(mark)
    for layer, held in marks.items():
        ending = f" ({texts.deck_marks})"
        places = sheet.group(texts.deck_places) if not layer else open_layer(sheet, layer, captions, ending)
        with places as group:
            for mark in held:
                _draw_mark(group, mark)


def open_layer(sheet: Sheet, key: str, captions: Mapping[str, Caption], ending: str = "") -> Group:
    """Add a group for the shapes of a layer, or of its detour."""
    caption = captions[key.removesuffix(".detour")]
    return sheet.group(f"{key} · {caption.title}{ending}", caption.told)


def _draw_mark(group: Group, mark: Mark) -> None:
    own = LAYER_STYLES[mark.style].stroke.colour if mark.style else "city_label"
    symbol = find_symbol(mark.shape)
    fill, stroke = symbol.fill or own, Stroke(symbol.edge or own, symbol.edge_pt)
    radius = mark.size / 2
    if symbol.outline == "diamond":
        reach = DIAMOND_GROWTH * radius
        points: Points = [(mark.x + reach * x, mark.y + reach * y) for x, y in DIAMOND]
        group.draw_polygon(points, mark.id, fill=fill, stroke=stroke)
        return
    group.draw_circle(mark.x, mark.y, radius, mark.id, fill=fill, stroke=stroke)
    if mark.shape == "closed":
        for cross in cross_ring(mark.x, mark.y, radius):
            group.draw(
                shapely.LineString(cross), Stroke("paper", 2.2), get_texts().deck_closed.format(name=mark.id)
            )
    elif mark.text:
        style = TEXT_STYLES["number"]
        height = style.size_pt * PX_PER_PT
        box = Rect(mark.x - radius, mark.y - 0.62 * height, mark.size, 1.2 * height)
        group.write([(mark.text, Pen(style, "center"))], box, mark.id)
