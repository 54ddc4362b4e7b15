"""Set features as frames of plain columns, as tables of files need them."""

import errno
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from dashboard.exports.vector.features import DETOURS, Feature
from dashboard.i18n.texts import get_texts
from dashboard.theme import LAYER_STYLES, LIGHT, LayerStyle
from dashboard.wording.formats import clean_text
from geodata.layers.loading import find_layer
from geodata.packs.pack import Pack
from geodata.sources import UNRANKED

Tables = Mapping[str, Sequence[Feature]]
"""Features by the name of their table: the id of a layer, or `DETOURS`."""


def make_frame(features: Sequence[Feature], pack: Pack) -> geopandas.GeoDataFrame:
    """Return features as a frame of plain columns."""
    brief = f"{pack.brief.author}, {pack.brief.title}, {pack.brief.series}, {pack.brief.date}"
    rows = [
        {**feature, "properties": {**_flatten(feature["properties"]), "brief": brief}} for feature in features
    ]
    return geopandas.GeoDataFrame.from_features(rows, crs="EPSG:4326")


def _flatten(properties: Mapping[str, Any]) -> dict[str, Any]:
    flat = dict(properties)
    if "passages" in flat:
        flat["passages"] = ", ".join(f"{link['id']} {link['kind']}" for link in flat["passages"])
    if "sources" in flat:
        sources = flat["sources"]
        flat["sources"] = "; ".join(_cite(source) for source in sources)
        flat["licence"] = "; ".join(dict.fromkeys(filter(None, (source["licence"] for source in sources))))
    if "closed" in flat:
        flat["closed"] = ", ".join(flat["closed"])
    return flat


def _cite(source: Mapping[str, str]) -> str:
    """Return a source as text: who, when, what, where in it, its rank, and its address or that of a copy."""
    particulars = ", ".join(filter(None, (source["locator"], source["rank"] or UNRANKED)))
    cited = f"{source['publisher']}, {source['year']}: {source['title']} ({particulars})"
    return " ".join(filter(None, (cited, source["url"] or source["read_at"])))


def title_table(table: str, frame: geopandas.GeoDataFrame) -> str:
    """Return the title of a table by the naming policy, as its features have it."""
    return get_texts().group_what_if if table == DETOURS else str(frame["title"].iloc[0])


def find_style(table: str, pack: Pack) -> LayerStyle:
    """Return the style of a table."""
    return LAYER_STYLES["detour" if table == DETOURS else find_layer(pack, table).style]


def read_colour(name: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour of the light theme, from 0 to 255."""
    red, green, blue = bytes.fromhex(getattr(LIGHT, name).removeprefix("#"))
    return red, green, blue


def label_columns(frame: geopandas.GeoDataFrame) -> dict[str, str]:
    """Return what the columns of a table are called for readers, by their names in the file; each once."""
    titles: dict[str, str] = {}
    for column in map(str, frame.columns.drop("geometry")):
        title = _label_column(column)
        titles[column] = title if title not in titles.values() else f"{title} ({column})"
    return titles


def _label_column(column: str) -> str:
    """Return what a column is called, with what it says of another one: its source or its date."""
    texts = get_texts()
    known = {**texts.columns, **texts.data_columns}
    for ending, told in (("_source", texts.source_column), ("_as_of", texts.date_column)):
        stem = column.removesuffix(ending)
        if stem != column:
            whole = next((name for name in known if name == stem or name.rpartition("_")[0] == stem), stem)
            return told.format(column=_label_column(whole))
    return known.get(column) or clean_text(column).replace("_", " ").capitalize()


def write_table(frame: pd.DataFrame, path: Path, **options: Any) -> None:  # noqa: ANN401 - of pyogrio
    """Write a table into a file.

    Raises
    ------
    OSError
        It cannot be written, such as on a full disk; GDAL says how.
    """
    try:
        pyogrio.write_dataframe(frame, path, **options)
    except (DataSourceError, DataLayerError) as error:
        raise OSError(errno.EIO, str(error)) from error
