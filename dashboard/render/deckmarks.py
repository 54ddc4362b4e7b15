"""Draw the marks of a map on a slide, grouped and named by layer."""

from collections import defaultdict
from collections.abc import Mapping

import shapely

from dashboard.render.deckshapes import Group, Pen, Points, Sheet
from dashboard.render.labels import Mark
from dashboard.render.pages import Rect
from dashboard.render.plan import MapPlan
from dashboard.render.swatches import cross_ring
from dashboard.render.theme import LAYER_STYLES, PX_PER_PT, Stroke
from dashboard.render.typefaces import TEXT_STYLES
from dashboard.texts import Texts

DIAMOND = ((0, -1), (1, 0), (0, 1), (-1, 0))
DIAMONDS = frozenset(("diamond", "dot", "event", "event-open"))
MARKS = {
    "diamond": ("disputed", "halo", 1.4),
    "dot": ("disputed", "halo", 1.2),
    "ring": ("paper", "disputed", 1.6),
    "end": ("paper", "lane", 1.6),
    "gate": ("paper", "ink2", 1.4),
    "number": ("paper", "ink", 1.8),
    "closed": ("accent", "paper", 1.8),
    "city": ("paper", "", 1.4),
    "member": ("", "halo", 1.1),
    "actor": ("paper", "", 2.2),
    "event": ("", "halo", 1.4),
    "event-open": ("paper", "", 1.8),
}
"""Shape of a mark -> colours of fill and edge, that of its style where empty, and width of the edge."""


def draw_marks(sheet: Sheet, plan: MapPlan, titles: Mapping[str, str], texts: Texts) -> None:
    """Draw the marks of a plan; `titles` are those of layers by id."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for mark in plan.marks:
        marks[name_group(mark.id.partition(".")[0], titles) if mark.style else texts.deck_places].append(mark)
    for name, held in marks.items():
        with sheet.group(f"{name} ({texts.deck_marks})" if name != texts.deck_places else name) as group:
            for mark in held:
                _draw_mark(group, mark)


def name_group(key: str, titles: Mapping[str, str]) -> str:
    """Return the name of the shapes of a layer, or of its detour."""
    layer = key.removesuffix(".detour")
    return f"{key} · {titles.get(layer, layer)}"


def _draw_mark(group: Group, mark: Mark) -> None:
    own = LAYER_STYLES[mark.style].stroke.colour if mark.style else "city_label"
    fill, edge, edge_pt = MARKS.get(mark.shape, ("paper", "", 1.6))
    fill, stroke = fill or own, Stroke(edge or own, edge_pt)
    radius = mark.size / 2
    if mark.shape in DIAMONDS:
        points: Points = [(mark.x + 1.15 * radius * x, mark.y + 1.15 * radius * y) for x, y in DIAMOND]
        group.draw_polygon(points, mark.id, fill=fill, stroke=stroke)
        return
    group.draw_circle(mark.x, mark.y, radius, mark.id, fill=fill, stroke=stroke)
    if mark.shape == "closed":
        for cross in cross_ring(mark.x, mark.y, radius):
            group.draw(shapely.LineString(cross), Stroke("paper", 2.2), f"{mark.id} closed")
    elif mark.text:
        style = TEXT_STYLES["number"]
        height = style.size_pt * PX_PER_PT
        box = Rect(mark.x - radius, mark.y - 0.62 * height, mark.size, 1.2 * height)
        group.write([(mark.text, Pen(style, "center"))], box, mark.id)
