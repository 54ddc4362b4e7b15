"""Labels of the base map and of the graticule."""

from collections.abc import Container, Iterable
from dataclasses import replace

import shapely

from dashboard.cartography.rows import name_row
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.base_shapes import Line
from dashboard.layout.fonts import measure_text
from dashboard.layout.labels import ASCENT, DESCENT, Label, Name
from dashboard.layout.page import Rect
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.layout.visibility import Row, Window
from dashboard.theme import PX_PER_PT
from dashboard.wording.formats import clean_text
from geodata.datasets import read_dataset
from geodata.names import Policy

BASE_RANK = 10
"""Added to the ranks of base names: what the brief is about comes first."""
COUNTRY_PT = {1: 15.0, 2: 12.0, 3: 11.0}
SEA_PT = {1: 17.0, 2: 15.0, 3: 13.0}
SMALL_PT = {"country": 10.0, "sea": 12.0}
"""Sizes of the names of countries and seas by rank, and of those of lower rank."""
CITY_PX = 8


def list_base_names(window: Window, policy: Policy, named: Container[str]) -> Iterable[Name]:
    """Yield the names of a window but those that are on the map already, given in lower case."""
    for row in read_dataset("labels").to_dict("records"):
        text = clean_text(name_row(row, policy))
        if window.shows(row) and text.casefold() not in named:
            yield _make_name(window, row, text)


def _make_name(window: Window, row: Row, text: str) -> Name:
    x, y = window.locate(row)
    kind, rank = str(row["kind"]), int(row["rank"])
    if kind == "city":
        style, reach, first = TEXT_STYLES["city"], CITY_PX / 2, (1, 0)
        return Name(row["id"], text, kind, style, BASE_RANK + rank, x, y, reach=reach, first=first)
    style = replace(TEXT_STYLES[kind], spacing_em=min(float(row["spacing"]), 0.3))
    if kind in SMALL_PT:
        sizes = COUNTRY_PT if kind == "country" else SEA_PT
        style = replace(style, size_pt=sizes.get(rank, SMALL_PT[kind]))
    shown = text.upper() if style.capitals else text
    ground, turn = ("land", 0.0) if kind == "country" else ("water", window.turn(row))
    return Name(row["id"], shown, kind, style, BASE_RANK + rank - 0.5, x, y, ground=ground, turn=turn)


def label_graticule(graticule: Iterable[Line], rect: Rect) -> Iterable[Label]:
    """Yield a label where a meridian meets the upper edge of the map, or a parallel the right one."""
    style = TEXT_STYLES["degrees"]
    size = style.size_pt * PX_PER_PT
    top = shapely.LineString([(rect.left + 40, rect.top + 1), (rect.right - 70, rect.top + 1)])
    side = shapely.LineString([(rect.right - 1, rect.top + 34), (rect.right - 1, rect.bottom - 20)])
    for line in graticule:
        crossing = shapely.get_coordinates(line.shape.intersection(top if line.meridian else side))
        if not len(crossing):
            continue
        text = format_degrees(line.degrees, meridian=line.meridian)
        width = measure_text(text, style)
        x, y = (crossing[0][0], rect.top + 17) if line.meridian else (rect.right - 6, crossing[0][1] + 4)
        left = x - (width / 2 if line.meridian else width)
        box = shapely.box(left, y - ASCENT * size, left + width, y + DESCENT * size)
        align = "center" if line.meridian else "right"
        yield Label(text, "degrees", style, (text,), x, y, align, (), box)


def format_degrees(degrees: float, *, meridian: bool) -> str:
    """Return a longitude or latitude with its letter, as `120°E`."""
    if meridian:
        degrees = (degrees + 180) % 360 - 180
    letters = "EW" if meridian else "NS"
    plain = not degrees or (meridian and abs(degrees) == 180)  # noqa: PLR2004 - no east or west of it
    figure = format_number(abs(degrees), "g")
    return f"{figure}°" + ("" if plain else get_texts().compass[letters[degrees < 0]])
