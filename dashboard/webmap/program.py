"""Author the map program with folium: panes, base map, controls and one layer for each layer of the pack.

folium renders every script it generates a second time as a template, so a string from outside could run on
the server. The program therefore carries ids and file names only; what a pack says reaches the browser as
GeoJSON and is shown there as text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import folium
from folium.map import CustomPane, Layer
from folium.template import Template

from dashboard.cartography.bounds import WEST_EDGE
from dashboard.messages import Drawing, LandEntry, Panes
from dashboard.theme import LAYER_STYLES, PX_PER_PT

SAFE = re.compile(r"[A-Za-z0-9_./-]*")
"""What an id or a file name of the program may consist of."""

PANES = {
    "depth": 210,
    "graticule": 215,
    "sea": 220,
    "band-outer": 230,
    "band-middle": 232,
    "band-inner": 234,
    "band-line": 240,
    "zone": 245,
    "land": 300,
    "members": 305,
    "border": 310,
    "degrees": 315,
    "reference": 390,
    "lane-casing": 395,
    "lane": 400,
    "islands": 420,
    "marks": 610,
    "labels": 600,
}
"""Pane -> z-index, from the sea bed up to the names."""


@dataclass(frozen=True)
class WebLayer:
    """A layer of the pack as the map program needs it."""

    id: str
    """Id of the layer record."""
    url: str
    """Address of its GeoJSON, relative to the page."""
    style: str
    """Key in `theme.LAYER_STYLES`."""


@dataclass(frozen=True)
class LandLevel:
    """Land at one level of detail."""

    min_zoom: int
    """Web zoom from which it is used."""
    url: str = ""
    """Whole-level file; empty for a tiled level."""
    outside_url: str = ""
    """The whole-level file without the box of the next level."""
    folder: str = ""
    """Folder of the tiles `<west>_<south>.json`."""
    size: int = 0
    """Edge of a tile in degrees."""
    box: tuple[int, int, int, int] = (0, 0, 0, 0)
    """West, south, east, north of the tiled area in degrees."""
    tiles: tuple[str, ...] = ()
    """Keys of the tiles that hold any land."""


@dataclass(frozen=True)
class BaseMap:
    """Addresses of the base map's files."""

    depth_url: str
    borders_url: str
    labels_url: str
    land: Sequence[LandLevel]


class _ProgramMap(folium.Map):
    """A folium map that is built into a given element instead of one found by its id."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = L.map(container, {
            center: {{ this.location|tojson }},
            ...{{ this.options|tojavascript }}
        });
        {% endmacro %}
        """
    )


class _Made(Layer):
    """A Leaflet layer that a class of layers.js makes from plain arguments."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const {{ this.get_name() }} = new layers.{{ this.maker }}(...{{ this.arguments|tojson }}, view);
        {% endmacro %}
        """
    )

    def __init__(self, name: str, maker: str, *arguments: Any, show: bool = True) -> None:  # noqa: ANN401 - plain JSON values
        super().__init__(show=show)
        self._name = maker
        self._id = name.replace("-", "_")
        self.maker = maker
        self.arguments = list(arguments)
        _refuse_unsafe(self.arguments)


def write_program(base: BaseMap, layers: Sequence[WebLayer]) -> str:
    """Return the map program as a JavaScript module that exports `build(container, layers, view)`.

    Raises
    ------
    ValueError
        An id or an address holds a character that has no place in one.
    """
    brief_map = _ProgramMap(
        location=(18, 118),
        zoom_start=4,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        min_lat=-75,
        max_lat=82,
        min_lon=WEST_EDGE,
        max_lon=WEST_EDGE + 360,
        max_bounds=True,
        minZoom=2,
        zoomSnap=0.25,
        zoomDelta=0.75,
        wheelPxPerZoomLevel=120,
        maxZoom=13,
    )
    brief_map._id = "brief"  # noqa: SLF001 - folium draws ids at random; fixed ones keep the program's bytes stable
    for name, z_index in PANES.items():
        pane = CustomPane(name, z_index=z_index, pointer_events=True)
        pane._id = name.replace("-", "_")  # noqa: SLF001 - as above
        pane.add_to(brief_map)
    _Made("depth", "BaseLayer", base.depth_url, {"pane": "depth"}).add_to(brief_map)
    _Made("graticule", "Graticule", {"pane": "graticule", "names": "degrees"}).add_to(brief_map)
    _Made("land", "LandLayer", [_describe(level) for level in base.land], {"pane": "land"}).add_to(brief_map)
    _Made("borders", "BaseLayer", base.borders_url, {"pane": "border"}).add_to(brief_map)
    _Made("zoom", "Zoom", {"position": "bottomleft"}).add_to(brief_map)
    _Made("scale", "NauticalScale", {}).add_to(brief_map)
    labels = _Made("labels", "LabelLayer", {"pane": "labels", "url": base.labels_url})
    labels.add_to(brief_map)
    pack_layers = {layer.id: _make_pack_layer(layer) for layer in layers}
    for element in pack_layers.values():
        element.add_to(brief_map)
    return _wrap(brief_map, labels, pack_layers)


def describe_drawing(style_key: str) -> Drawing:
    """Return what the browser needs to know of a style beside its class."""
    style = LAYER_STYLES[style_key]
    aside_px = round(style.aside_pt * PX_PER_PT, 1)
    return {"key": style_key, "casing": style.casing_pt > 0, "aside": aside_px}


def _make_pack_layer(layer: WebLayer) -> _Made:
    drawing, panes = describe_drawing(layer.style), choose_panes(layer.style)
    return _Made(f"pack-{layer.id}", "PackLayer", layer.id, layer.url, drawing, panes, show=False)


def choose_panes(style_key: str) -> Panes:
    """Return the pane for each role of the features of a style."""
    style = LAYER_STYLES[style_key]
    kind = style.mark_kind
    area, line = (pane or style.fill.replace("_", "-") for pane in kind.panes)
    return {
        "area": area,
        "grade": area,
        "line": line,
        "limit": line,
        "edge": line,
        "casing": kind.casing_pane,
        "mark": "marks",
    }


def _describe(level: LandLevel) -> LandEntry:
    return {
        "minZoom": level.min_zoom,
        "url": level.url,
        "outsideUrl": level.outside_url,
        "folder": level.folder,
        "size": level.size,
        "box": level.box,
        "tiles": list(level.tiles),
    }


def _refuse_unsafe(value: Any) -> None:  # noqa: ANN401 - walks plain JSON values
    if isinstance(value, str) and not SAFE.fullmatch(value):
        raise ValueError(f"{value!r} cannot stand in the map program: only letters, digits and _ . / - may.")
    if isinstance(value, dict):
        _refuse_unsafe(list(value) + list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_unsafe(part)


def _wrap(brief_map: folium.Map, labels: _Made, pack_layers: dict[str, _Made]) -> str:
    figure: Any = brief_map.get_root()
    figure.render()
    scripts = figure.script._children.values()  # noqa: SLF001 - folium has no public way to the scripts alone
    body = "\n".join(script.render() for script in scripts)
    named = ", ".join(f'"{layer_id}": {element.get_name()}' for layer_id, element in pack_layers.items())
    return (
        'import "./leaflet.js";\n'
        "export function build(container, layers, view) {\n"
        f"{body}\n"
        f"return {{ map: {brief_map.get_name()}, labels: {labels.get_name()}, packLayers: {{ {named} }} }};\n"
        "}\n"
    )
