"""List the figures of scenes as rows of a table: one figure a row, with its unit and where it comes from."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboard.exports.vector.features import DETOURS, Feature, list_features, list_scene_features
from dashboard.i18n.texts import get_texts
from dashboard.wording.formats import clean_text
from geodata.layers.loading import find_layer, load_layer
from geodata.names import NEUTRAL, Policy
from geodata.packs.pack import Pack
from geodata.scenes import ResolvedScene
from geodata.sources import Source

COLUMNS = (
    *("scene", "layer", "layer_title", "feature", "figure", "value", "unit", "status", "notional", "as_of"),
    *("passages", "sources", "licence", "brief"),
)
"""Columns of the table; `figure` is the name of a column of the features, and says what the value is of."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text that a spreadsheet would compute."""
_UNIT = re.compile(r".+_(km2|km|m|t|nm|days)")
_UNITS = {"km2": "km²"}

Row = dict[str, Any]


def write_figures(scenes: Iterable[ResolvedScene], pack: Pack, *, names: Policy = NEUTRAL) -> str:
    """Return the figures of scenes as CSV with a head: of features, of lanes inside bands, and of detours."""
    return _write_table(row for scene in scenes for row in _list_scene(scene, pack, names))


def write_layer_figures(layer_id: str, pack: Pack, *, names: Policy = NEUTRAL) -> str:
    """Return the figures of a layer as CSV with a head.

    Raises
    ------
    UnknownIdError
        The pack has no such layer.
    """
    layer = find_layer(pack, layer_id)
    features = list_features(load_layer(pack, layer), layer, pack, names=names)
    return _write_table(row for feature in features for row in _list_figures("", feature, pack))


def guard_cell(cell: str) -> str:
    """Return a text that no spreadsheet computes: one that begins as a formula gets an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _list_scene(scene: ResolvedScene, pack: Pack, names: Policy) -> Iterator[Row]:
    tables = list_scene_features(scene, pack, names=names)
    for features in tables.values():
        for feature in features:
            yield from _list_figures(scene.scene.id, feature, pack)
    titles = {table: features[0]["properties"] for table, features in tables.items() if table != DETOURS}
    for (lane, band), spread in scene.covers.items():
        told = {"inner": spread.inner, "nominal": spread.nominal, "outer": spread.outer}
        for distance, share in told.items():
            row = _start_row(scene.scene.id, titles[lane], pack) | {"notional": True, "status": "notional"}
            yield row | {
                "figure": f"share_inside_{band}_{distance}",
                "value": round(100 * share, 2),
                "unit": "%",
            }


def _list_figures(scene: str, feature: Feature, pack: Pack) -> Iterator[Row]:
    """Yield a row for each figure of a feature; a range band has its distance once for each of its edges."""
    properties = feature["properties"]
    start = _start_row(scene, properties, pack)
    for column, value in properties.items():
        unit = _UNIT.fullmatch(column)
        if unit and isinstance(value, int | float) and not isinstance(value, bool):
            share = properties.get("share")
            figure = f"{column} at {share:g} of the nominal distance" if share else column
            yield start | {"figure": figure, "value": value, "unit": _UNITS.get(unit[1], unit[1])}


def _start_row(scene: str, properties: Mapping[str, Any], pack: Pack) -> Row:
    """Return what the rows of a feature have in common."""
    sources = [Source.model_validate(source) for source in properties["sources"]]
    return {
        "scene": scene,
        "layer": properties["layer"],
        "layer_title": properties.get("title", get_texts().group_what_if),
        "feature": properties["name"],
        "status": properties["status"],
        "notional": properties["notional"],
        "as_of": properties["as_of"],
        "passages": " ".join(link["id"] for link in properties["passages"]),
        "sources": "; ".join(f"{source.publisher}, {source.year}: {source.title}" for source in sources),
        "licence": "; ".join(dict.fromkeys(source.licence for source in sources if source.licence)),
        "brief": f"{pack.brief.author}, {pack.brief.title}, {pack.brief.date}",
    }


def _write_table(rows: Iterable[Row]) -> str:
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for row in rows:
        table.writerow(
            {
                key: guard_cell(clean_text(cell)) if isinstance(cell, str) else cell
                for key, cell in row.items()
            }
        )
    return written.getvalue()
