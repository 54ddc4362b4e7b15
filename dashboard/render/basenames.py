"""List the names of the base map that a slide may show."""

from collections.abc import Container, Iterable
from dataclasses import replace

from dashboard.render.labels import Name
from dashboard.render.lettering import clean_text
from dashboard.render.typefaces import TEXT_STYLES
from dashboard.render.webnames import name_row
from dashboard.render.window import Row, Window
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
