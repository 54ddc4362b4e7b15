"""Write the style of a layer as QGIS reads it (QML): symbol, names on the map, names of columns."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

import geopandas

from dashboard.exports.vector.frames import label_columns, read_colour
from dashboard.layout.type_styles import FAMILIES
from dashboard.marks import MARKS
from dashboard.theme import LayerStyle

VERSION = "3.28.0"
"""Of QGIS, whose long-term release reads the style; later ones do too."""
POINT, LINE, AREA = "marker", "line", "fill"
POINT_MM, LABEL_PT = "2.6", 9
MM_PER_PT = 25.4 / 72

Settings = Mapping[str, str]


def write_style(style: LayerStyle, frame: geopandas.GeoDataFrame) -> str:
    """Return the style of a table as QML."""
    root = Element("qgis", version=VERSION, styleCategories="Symbology|Labeling|Fields")
    renderer = SubElement(root, "renderer-v2", type="singleSymbol", symbollevels="0", enableorderby="0")
    kind = _find_kind(frame)
    symbol = SubElement(SubElement(renderer, "symbols"), "symbol", name="0", type=kind, alpha="1")
    for layer_class, settings in _list_layers(style, kind):
        _add_layer(symbol, layer_class, settings)
    _add_labels(root, style, kind)
    aliases = SubElement(root, "aliases")
    for place, (column, title) in enumerate(label_columns(frame).items()):
        SubElement(aliases, "alias", index=str(place), field=column, name=title)
    return "<!DOCTYPE qgis>\n" + ET.tostring(root, encoding="unicode")


def _find_kind(frame: geopandas.GeoDataFrame) -> str:
    """Return the kind of symbol for most of the shapes of a table."""
    kinds = {"Point": POINT, "LineString": LINE, "Polygon": AREA}
    found = [
        kinds[name.removeprefix("Multi")]
        for name in frame.geom_type.dropna()
        if name.removeprefix("Multi") in kinds
    ]
    return max((AREA, POINT, LINE), key=found.count)


def _list_layers(style: LayerStyle, kind: str) -> list[tuple[str, Settings]]:
    """Return the layers of a symbol from below to above: class and settings."""
    stroke = style.stroke
    line = {
        "line_color": _mix(stroke.colour, stroke.opacity),
        "line_width": f"{stroke.width_pt * MM_PER_PT:.2f}",
        "line_width_unit": "MM",
        "capstyle": "flat" if stroke.dash else "round",
        "joinstyle": "round",
        "use_custom_dash": str(int(bool(stroke.dash))),
        "customdash": ";".join(f"{part * stroke.width_pt * MM_PER_PT:.2f}" for part in stroke.dash) or "1;1",
        "customdash_unit": "MM",
    }
    if kind == LINE:
        casing = {
            "line_color": _mix("casing", 0.85),
            "line_width": f"{(stroke.width_pt + style.casing_pt) * MM_PER_PT:.2f}",
            "line_width_unit": "MM",
        }
        return [*([("SimpleLine", casing)] if style.casing_pt else []), ("SimpleLine", line)]
    if kind == POINT:
        return [("SimpleMarker", _mark_point(style))]
    ground = {
        "color": _mix(style.fill or stroke.colour, style.fill_opacity),
        "style": "solid",
        "outline_style": "no",
    }
    return [("SimpleFill", ground), ("SimpleLine", line)]


def _mark_point(style: LayerStyle) -> Settings:
    return {
        "name": "diamond" if MARKS[style.mark].swatch.shape == "diamond" else "circle",
        "color": _mix(style.fill or "paper", style.fill_opacity or 1),
        "outline_color": _mix(style.stroke.colour, 1),
        "outline_width": f"{style.stroke.width_pt * MM_PER_PT / 2:.2f}",
        "outline_width_unit": "MM",
        "size": POINT_MM,
        "size_unit": "MM",
    }


def _mix(colour: str, opacity: float) -> str:
    """Return a colour of the light theme as QML writes it: red, green, blue, opacity."""
    return ",".join(map(str, (*read_colour(colour), round(255 * opacity))))


def _add_layer(symbol: Element, layer_class: str, settings: Settings) -> None:
    layer = SubElement(symbol, "layer", {"class": layer_class}, enabled="1", locked="0")
    layer.set("pass", "0")
    options = SubElement(layer, "Option", type="Map")
    for name, value in settings.items():
        SubElement(options, "Option", name=name, type="QString", value=value)
        SubElement(layer, "prop", k=name, v=value)


def _add_labels(root: Element, style: LayerStyle, kind: str) -> None:
    """Write the name of each feature beside or along it, with a halo."""
    settings = SubElement(SubElement(root, "labeling", type="simple"), "settings", calloutType="simple")
    written = SubElement(
        settings,
        "text-style",
        fieldName="name",
        fontFamily=FAMILIES["sans"],
        fontSize=str(LABEL_PT),
        fontSizeUnit="Point",
        textColor=_mix(style.stroke.colour, 1),
        textOpacity="1",
    )
    SubElement(
        written,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=_mix("halo", 0.85),
    )
    SubElement(settings, "placement", placement={POINT: "6", LINE: "3", AREA: "1"}[kind])
