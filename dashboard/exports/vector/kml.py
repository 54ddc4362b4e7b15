"""Write features as KML; the same input gives the same bytes."""

import errno
import math
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from dashboard.exports.vector.features import Feature
from dashboard.exports.vector.frames import (
    Tables,
    find_style,
    make_frame,
    read_colour,
    title_table,
    write_table,
)
from dashboard.i18n.texts import get_texts
from dashboard.theme import LayerStyle
from geodata.geometry.geodesy import HALF_TURN, TURN
from geodata.packs.pack import Pack
from geodata.records.scenes import Frame, Scene

KML = "http://www.opengis.net/kml/2.2"
GX = "http://www.google.com/kml/ext/2.2"
"""Google's extension of KML, for the tour."""
AFTER_DESCRIPTION = 2
"""Where the style of a place stands: after name and description."""
TOLD = ("status", "passages", "sources", "grounds", "as_of", "caveat")
"""Columns that the balloon of a place on a globe shows."""
BALLOON = "<h3>$[name]</h3>$[description]"
"""What a globe shows of a place; the other columns, which it would read as markup, stay data."""
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry."""


DATES = ("date", "since")
"""Columns with the date from which a thing is there."""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FLY_S, LOOK_S = 4, 8
"""How long a tour flies to a scene and stays there, in seconds."""
DEGREE_M, VIEW_SHARE, HIGHEST_M = 111_195, 0.95, 20e6
"""Length of a degree; height of the eye as a share of what it has to see, and at most."""


def write_kml(tables: Tables, pack: Pack, path: Path, *, scenes: Sequence[Scene] = ()) -> None:
    """Write features as KML: one folder a layer, drawn in the colours of the light theme.

    Things with a date are there from that date on, and a tour goes from scene to scene.

    A globe shows name, status, passages, sources, date and caveat of a place, as text; the other columns are
    data beside it.

    Raises
    ------
    OSError
        It cannot be written.
    """
    path.unlink(missing_ok=True)
    for name, features in tables.items():
        frame = make_frame(features, pack).rename(columns={"id": "feature"})
        texts = frame.columns.drop("geometry")
        frame[texts] = frame[texts].map(_clean)
        frame["description"] = [_describe(feature) for feature in frame.to_dict("records")]
        options = {"FOLDER": "YES", "NAME": _clean(title_table(name, frame))}
        write_table(frame, path, layer=name, driver="LIBKML", layer_options=options)
    try:
        dressed = _dress(path.read_bytes(), tables, pack, scenes)
    except ET.ParseError as error:
        raise OSError(errno.EIO, f"KML, {error}") from error  # it was cut when it was closed
    path.write_bytes(dressed)


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
    stamp = [f"<b>{escape(get_texts().stamp)}</b>"] if record["notional"] else []
    return "<br/>".join([*stamp, *rows])


def _dress(written: bytes, tables: Tables, pack: Pack, scenes: Sequence[Scene]) -> bytes:
    """Return KML with the title of the brief, a style for each folder, times and a tour."""
    ET.register_namespace("", KML)
    ET.register_namespace("gx", GX)
    root = ET.fromstring(written)  # noqa: S314 - GDAL has just written it
    (document,) = root
    styles = [_make_style(name, find_style(name, pack)) for name in tables]
    for place, element in enumerate([_make("name", _clean(pack.brief.title)), *styles]):
        document.insert(place, element)
    for folder, (name, features) in zip(document.iter(f"{{{KML}}}Folder"), tables.items(), strict=True):
        folder.set("id", _name_folder(name))
        for placemark, feature in zip(folder.iter(f"{{{KML}}}Placemark"), features, strict=True):
            placemark.insert(AFTER_DESCRIPTION, _make("styleUrl", f"#style-{name}"))
            if span := _make_span(feature):
                placemark.insert(AFTER_DESCRIPTION, span)
    if scenes:
        document.append(_make_tour(scenes, tables, pack))
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _name_folder(table: str) -> str:
    return f"layer-{table}"


def _make_span(feature: Feature) -> Element | None:
    """Return the time from which a thing is there; None where it has no date."""
    dates = (str(feature["properties"].get(column, "")) for column in DATES)
    begun = next(filter(_DATE.fullmatch, dates), "")
    return _make("TimeSpan", "", _make("begin", begun)) if begun else None


def _make_tour(scenes: Sequence[Scene], tables: Tables, pack: Pack) -> Element:
    """Return a tour that flies to each scene, shows its layers alone and stays a while."""
    playlist = _make("Playlist", "", space=GX)
    for scene in scenes:
        look = _make("LookAt", "", *_look_at(scene.camera))
        duration, mode = _make("duration", str(FLY_S), space=GX), _make("flyToMode", "smooth", space=GX)
        playlist.append(_make("FlyTo", "", duration, mode, look, space=GX))
        changes = [_show(table, shown=table in scene.layers) for table in tables]
        update = _make("Update", "", _make("targetHref", ""), _make("Change", "", *changes))
        playlist.append(_make("AnimatedUpdate", "", _make("duration", "0", space=GX), update, space=GX))
        playlist.append(_make("Wait", "", _make("duration", str(LOOK_S), space=GX), space=GX))
    return _make("Tour", "", _make("name", _clean(pack.brief.title)), playlist, space=GX)


def _show(table: str, *, shown: bool) -> Element:
    folder = _make("Folder", "", _make("visibility", str(int(shown))))
    folder.set("targetId", _name_folder(table))
    return folder


def _look_at(camera: Frame) -> list[Element]:
    """Return where the eye looks that is to see a part of the world, and from how far."""
    lat, lon = (camera.south + camera.north) / 2, (camera.west + camera.east) / 2
    width = (camera.east - camera.west) * math.cos(math.radians(lat))
    height_m = min(HIGHEST_M, VIEW_SHARE * DEGREE_M * max(width, camera.north - camera.south))
    wrapped = (lon + HALF_TURN) % TURN - HALF_TURN
    told = {"longitude": f"{wrapped:g}", "latitude": f"{lat:g}", "altitude": "0", "range": f"{height_m:.0f}"}
    return [_make(name, value) for name, value in told.items()]


def _make_style(table: str, style: LayerStyle) -> Element:
    line = _make("LineStyle", "", _make("color", _mix(style.stroke.colour, style.stroke.opacity)))
    line.append(_make("width", f"{style.stroke.width_px:g}"))
    fill = _mix(style.fill or style.stroke.colour, style.fill_opacity)
    strong = _mix(style.stroke.colour, 1)
    icon = _make("IconStyle", "", _make("color", strong), _make("scale", "0.8"))
    name = _make("LabelStyle", "", _make("color", strong), _make("scale", "0.9"))
    made = _make("Style", "", icon, name, line, _make("PolyStyle", "", _make("color", fill)))
    made.append(_make("BalloonStyle", "", _make("text", BALLOON)))
    made.set("id", f"style-{table}")
    return made


def _mix(colour: str, opacity: float) -> str:
    """Return a colour of the light theme as KML writes it: opacity, blue, green, red."""
    red, green, blue = read_colour(colour)
    return f"{round(opacity * 255):02x}{blue:02x}{green:02x}{red:02x}"


def _make(tag: str, text: str, *children: Element, space: str = KML) -> Element:
    made = Element(f"{{{space}}}{tag}")
    made.text = text
    made.extend(children)
    return made
