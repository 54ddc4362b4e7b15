"""Plan the map surround: scale bar, notional stamp, inset map, source line."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.fonts import wrap_text
from dashboard.layout.map_plan import MapPlan, plan_map
from dashboard.layout.page import Page, Rect
from dashboard.layout.projection import MapExtent, fit_extent
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import LAYER_STYLES, Stroke
from geodata.names import Policy
from geodata.records.scenes import Frame
from geodata.scenes import ResolvedScene

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


def describe_scale(frame: MapExtent) -> str:
    """Return the projection and how true lengths are."""
    texts = get_texts()
    if frame.proj.startswith("+proj=eqearth"):
        return f"{frame.title} · {texts.exact_at_bar}"
    if frame.proj.startswith("+proj=webmerc"):
        return f"{frame.title} · {texts.angles_exact_at_bar}"
    most = max(LEAST_SPREAD, *map(abs, frame.measure_spread()))
    if most < SMALL_SPREAD:
        return f"{frame.title} · {texts.scale_within.format(most=format_number(100 * most, '.1g'))}"
    low, high = (f"{100 * share:+.0f}".replace("-", "−") for share in frame.measure_spread())
    return f"{frame.title} · {texts.scale_spread.format(low=low, high=high)}"


SIZE = (660.0, 470.0)
MARGINS = (34.0, 30.0)
"""Distances from the right and the upper edge of the map."""
BOX, TIE, EDGE = Stroke("ink", 1.2), Stroke("ink", 0.7, (), 0.4), Stroke("ink", 1.4)
"""Lines around the place of the close-up, from there to it, and around it."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Inset:
    """A close-up and how it is tied to the map that it lies on, in page units."""

    plan: MapPlan
    box: tuple[Point, ...]
    """Corners of what it shows, on the map around it."""
    ties: tuple[tuple[Point, Point], ...]
    """Lines from there to the close-up."""


def locate_inset(resolved: ResolvedScene, page: Page) -> Rect | None:
    """Return where the close-up lies; None where the scene has none or the page no room."""
    if resolved.scene.inset is None or page.column_rects:
        return None
    rect = page.map_rect
    return Rect(rect.right - MARGINS[0] - SIZE[0], rect.top + MARGINS[1], *SIZE)


def plan_inset(resolved: ResolvedScene, around: MapExtent, rect: Rect, *, policy: Policy) -> Inset | None:
    """Plan the close-up of a scene; None where it has none.

    Parameters
    ----------
    resolved
        The scene.
    around
        The frame of the map that the close-up lies on.
    rect
        Where it lies.
    policy
        How places are called.
    """
    camera = resolved.scene.inset
    if camera is None:
        return None
    layers = tuple(shown for shown in resolved.layers if LAYER_STYLES[shown.layer.style].mark_kind.close_up)
    close = replace(resolved, layers=layers, detours=())
    plan = plan_map(close, fit_extent(camera, rect), policy=policy, numbers={})
    box = tuple(_find_corners(around, camera))
    left, _, right, low = shapely.Polygon(box).bounds
    ties = tuple(((near, low), (far, rect.bottom)) for near, far in ((left, rect.left), (right, rect.right)))
    return Inset(plan, box, ties)


def _find_corners(frame: MapExtent, camera: Frame) -> Iterable[tuple[float, float]]:
    for lon, lat in (
        (camera.west, camera.north),
        (camera.east, camera.north),
        (camera.east, camera.south),
        (camera.west, camera.south),
    ):
        yield frame.locate(lon, lat)


def fit_sources(sources: Sequence[str], room: float, *, most: int, policy: Policy) -> list[str]:
    """Return the lines of sources; those that find no room are counted.

    Parameters
    ----------
    sources
        How each is cited, the most important first.
    room
        Width of a line, in page units.
    most
        How many lines there are.
    policy
        How places are called: it decides the faces of Han characters.
    """
    texts = get_texts()

    def write(left_out: int) -> list[str]:
        listed = list(sources[: len(sources) - left_out])
        if left_out:
            listed.append(texts.more_sources.format(left_out))
        text = f"{texts.sources_line.format(sources='; '.join(listed))} {texts.no_position}"
        return wrap_text(text, TEXT_STYLES["footer"], room, policy)

    counts = range(len(sources) + 1)
    fewest = bisect_left(counts, True, key=lambda left_out: len(write(left_out)) <= most)  # noqa: FBT003 - what is looked for
    return write(fewest) if fewest in counts else [texts.no_position]
