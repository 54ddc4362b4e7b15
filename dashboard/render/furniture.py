"""Draw what stands on a map without being on the ground: scale bar and notional stamp."""

from dashboard.render.canvas import Canvas
from dashboard.render.frames import MapFrame
from dashboard.render.lettering import measure_text
from dashboard.render.pages import Rect
from dashboard.render.theme import Stroke
from dashboard.render.typefaces import TEXT_STYLES
from dashboard.texts import ENGLISH, Texts
from geodata.units import to_nm

Z_BAR, Z_STAMP = 25, 70
BAR_PX = 250
"""Longest scale bar."""
SMALL_SPREAD = 0.005
"""Share up to which one figure says how far lengths are off."""
LEAST_SPREAD = 0.001
"""Share below which it is not worth a finer figure."""
STAMP_MARGIN = 40
"""Distance of the stamp from the right edge of the map."""
STAMP_GAP = 8
"""Room around it that no name or mark of a city takes."""


def draw_bar(canvas: Canvas, frame: MapFrame, place: Rect, texts: Texts) -> None:
    """Draw a scale bar that is true at its place, and say how far lengths are off elsewhere."""
    style = TEXT_STYLES["bar"]
    bar = frame.measure_bar(place.left, place.top + 22, longest_px=BAR_PX)
    quarter = bar.width_px / 4
    for step in range(4):
        rect = Rect(place.left + step * quarter, place.top + 19, quarter, 6)
        canvas.fill_rect(rect, "ink" if step % 2 == 0 else "paper", Z_BAR)
    edge = Rect(place.left, place.top + 19, bar.width_px, 6)
    canvas.outline(edge.corners, Stroke("ink", 1), Z_BAR + 0.1)
    within = canvas.field
    top = place.top + 12
    canvas.write("0", style, place.left, top, Z_BAR, align="center", within=within)
    canvas.write(f"{bar.length_km / 2:,g}", style, edge.middle[0], top, Z_BAR, align="center", within=within)
    canvas.write(f"{bar.length_km:,.10g} km", style, edge.right, top, Z_BAR, align="center", within=within)
    note = texts.nautical_miles.format(length=f"{to_nm(bar.length_km):,.0f}")
    canvas.write(note, style, place.left, place.top + 42, Z_BAR, within=within)
    canvas.write(describe_scale(frame, texts), style, place.left, place.top + 58, Z_BAR, within=within)


def describe_scale(frame: MapFrame, texts: Texts = ENGLISH) -> str:
    """Return the projection and how true lengths are."""
    if frame.proj.startswith("+proj=eqearth"):
        return f"{frame.title} · {texts.exact_at_bar}"
    if frame.proj.startswith("+proj=webmerc"):
        return f"{frame.title} · {texts.angles_exact_at_bar}"
    most = max(LEAST_SPREAD, *map(abs, frame.measure_spread()))
    if most < SMALL_SPREAD:
        return f"{frame.title} · {texts.scale_within.format(most=f'{100 * most:.1g}')}"
    low, high = (f"{100 * share:+.0f}".replace("-", "−") for share in frame.measure_spread())
    return f"{frame.title} · {texts.scale_spread.format(low=low, high=high)}"


def measure_stamp(canvas: Canvas, text: str) -> Rect:
    """Return where the notional stamp lies: in the upper right corner, inside the map."""
    width = measure_text(text, TEXT_STYLES["stamp"], canvas.policy) + 24
    rect = canvas.page.map_rect
    return Rect(rect.right - STAMP_MARGIN - width, rect.top + 32, width, 42)


def draw_stamp(canvas: Canvas, text: str) -> None:
    """Draw the notional stamp."""
    box = measure_stamp(canvas, text)
    canvas.fill_rect(box, "paper", Z_STAMP, opacity=0.94)
    canvas.outline(box.corners, Stroke("band", 2.2), Z_STAMP)
    canvas.write(
        text, TEXT_STYLES["stamp"], box.middle[0], box.middle[1] + 7, Z_STAMP + 1, align="center", within=box
    )
