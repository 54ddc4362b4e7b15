"""Draw what a viewer brings or puts on the map: areas, arrows and notes."""

from collections.abc import Iterable

import shapely

from dashboard.render.theme import LAYER_STYLES
from dashboard.render.webrows import Row, add_label, add_mark, has, start_row
from geodata.records import Layer

ZOOMS = (2, 13)


def draw_own(record: Row, layer: Layer) -> Iterable[Row]:
    """Yield an area with its outline, and its name where it is to stand on the map."""
    yield start_row(record, opacity=LAYER_STYLES[layer.style].fill_opacity)
    yield start_row({**record, "role": "limit", "geometry": shapely.boundary(record["geometry"])})
    if has(record, "named"):
        yield add_label(record, record["geometry"].representative_point(), "place", -2, ZOOMS)


def draw_note(record: Row, _layer: Layer) -> Iterable[Row]:
    """Yield the mark of a note and its text beside it, which goes before every other name."""
    yield add_mark(record, record["geometry"], "member", 9, ZOOMS)
    yield add_label(record, record["geometry"], "annotation", -3, ZOOMS, anchor="left", offset_x=10)
