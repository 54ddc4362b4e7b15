"""Write features as GeoPackage and KML; the same input gives the same bytes."""

import errno
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import geopandas
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from dashboard.exports.vector.features import DETOURS, Feature
from dashboard.i18n.texts import get_texts
from dashboard.theme import LAYER_STYLES, LIGHT, LayerStyle
from geodata.layers.loading import find_layer
from geodata.packs.pack import Pack
from geodata.sources import UNRANKED

Tables = Mapping[str, Sequence[Feature]]
"""Features by the name of their table: the id of a layer, or `DETOURS`."""

KML = "http://www.opengis.net/kml/2.2"
AFTER_DESCRIPTION = 2
"""Where the style of a place stands: after name and description."""
TOLD = ("status", "passages", "sources", "grounds", "as_of", "caveat")
"""Columns that the balloon of a place on a globe shows."""
BALLOON = "<h3>$[name]</h3>$[description]"
"""What a globe shows of a place; the other columns, which it would read as markup, stay data."""
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry."""


def write_geopackage(tables: Tables, pack: Pack, path: Path) -> None:
    """Write features as a GeoPackage: one table a layer, lists as text.

    The date of writing that the format asks for is the date of the brief, so that equal content gives
    equal bytes.

    Raises
    ------
    OSError
        It cannot be written.
    """
    year, month, day = (*pack.brief.date.split("-"), "01", "01")[:3]
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{year}-{month}-{day}T00:00:00.000Z"})
    path.unlink(missing_ok=True)
    try:
        for name, features in tables.items():
            frame = _make_frame(features, pack)
            options = {"IDENTIFIER": _title(name, frame)}
            _write_table(frame, path, layer=name, driver="GPKG", layer_options=options)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def write_kml(tables: Tables, pack: Pack, path: Path) -> None:
    """Write features as KML: one folder a layer, drawn in the colours of the light theme.

    A globe shows name, status, passages, sources, date and caveat of a place, as text; the other columns are
    data beside it.

    Raises
    ------
    OSError
        It cannot be written.
    """
    path.unlink(missing_ok=True)
    for name, features in tables.items():
        frame = _make_frame(features, pack).rename(columns={"id": "feature"})
        texts = frame.columns.drop("geometry")
        frame[texts] = frame[texts].map(_clean)
        frame["description"] = [_describe(feature) for feature in frame.to_dict("records")]
        options = {"FOLDER": "YES", "NAME": _clean(_title(name, frame))}
        _write_table(frame, path, layer=name, driver="LIBKML", layer_options=options)
    try:
        dressed = _dress(path.read_bytes(), tables, pack)
    except ET.ParseError as error:
        raise OSError(errno.EIO, f"KML, {error}") from error  # it was cut when it was closed
    path.write_bytes(dressed)


def _write_table(frame: geopandas.GeoDataFrame, path: Path, **options: Any) -> None:  # noqa: ANN401 - of pyogrio
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


def _make_frame(features: Sequence[Feature], pack: Pack) -> geopandas.GeoDataFrame:
    """Return features as a frame of plain columns."""
    brief = f"{pack.brief.author}, {pack.brief.title}, {pack.brief.venue}, {pack.brief.date}"
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


def _title(table: str, frame: geopandas.GeoDataFrame) -> str:
    """Return the title of a table by the naming policy, as its features have it."""
    return get_texts().group_what_if if table == DETOURS else str(frame["title"].iloc[0])


def _clean(value: Any) -> Any:  # noqa: ANN401 - a cell of a table
    return UNWRITABLE.sub(" ", value) if isinstance(value, str) else value


def _describe(record: Mapping[str, Any]) -> str:
    """Return what a globe shows of a place: markup of ours, with every text escaped."""
    told = {name: record.get(name) for name in TOLD}
    rows = [
        f"<b>{name.replace('_', ' ')}</b> {escape(text)}"
        for name, text in told.items()
        if isinstance(text, str) and text
    ]
    texts = get_texts()
    stamps = ((texts.stamp, record["notional"]), (texts.unchecked_stamp, record.get("unchecked")))
    stamp = [f"<b>{escape(words)}</b>" for words, is_on in stamps if is_on]
    return "<br/>".join([*stamp, *rows])


def _dress(written: bytes, tables: Tables, pack: Pack) -> bytes:
    """Return KML with the title of the brief, and with a style for each folder."""
    ET.register_namespace("", KML)
    root = ET.fromstring(written)  # noqa: S314 - GDAL has just written it
    (document,) = root
    styles = [_make_style(name, _find_style(name, pack)) for name in tables]
    for place, element in enumerate([_make("name", _clean(pack.brief.title)), *styles]):
        document.insert(place, element)
    for folder, name in zip(document.iter(f"{{{KML}}}Folder"), tables, strict=True):
        for placemark in folder.iter(f"{{{KML}}}Placemark"):
            placemark.insert(AFTER_DESCRIPTION, _make("styleUrl", f"#style-{name}"))
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _find_style(table: str, pack: Pack) -> LayerStyle:
    return LAYER_STYLES["detour" if table == DETOURS else find_layer(pack, table).style]


def _make_style(table: str, style: LayerStyle) -> Element:
    line = _make("LineStyle", "", _make("color", _mix(style.stroke.colour, style.stroke.opacity)))
    line.append(_make("width", f"{style.stroke.width_px:g}"))
    fill = _mix(style.fill or style.stroke.colour, style.fill_opacity)
    made = _make("Style", "", line, _make("PolyStyle", "", _make("color", fill)))
    made.append(_make("BalloonStyle", "", _make("text", BALLOON)))
    made.set("id", f"style-{table}")
    return made


def _mix(colour: str, opacity: float) -> str:
    """Return a colour of the light theme as KML writes it: opacity, blue, green, red."""
    red, green, blue = re.findall("..", getattr(LIGHT, colour).removeprefix("#").lower())
    return f"{round(opacity * 255):02x}{blue}{green}{red}"


def _make(tag: str, text: str, *children: Element) -> Element:
    made = Element(f"{{{KML}}}{tag}")
    made.text = text
    made.extend(children)
    return made
