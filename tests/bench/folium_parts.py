"""What both streamlit-folium apps share: an offline base map, layers and the words of a passage."""

import json
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from folium.template import Template

HERE = Path(__file__).parent
# Relative to the address of streamlit-folium's frame, /component/streamlit_folium.st_folium/.
STATIC = "../../app/static"

STYLES: dict[str, dict[str, Any]] = {
    "coast": {"color": "#8a8a7a", "weight": 0.7, "fillColor": "#e9e4d4", "fillOpacity": 1},
    "ring": {"color": "#c0392b", "weight": 1.5, "fill": False},
    "route": {"color": "#1f4e79", "weight": 3},
    "point": {"color": "#e67e22", "radius": 6, "weight": 1, "fill": True, "fillOpacity": 0.9},
}


class UrlGeoJson(folium.map.Layer):
    """A GeoJSON layer whose data the browser fetches once; the websocket carries its address alone."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.geoJSON(null, {
            interactive: {{ this.interactive|tojson }},
            style: () => ({{ this.style|tojson }}),
            pointToLayer: (feature, place) => L.circleMarker(place, {{ this.style|tojson }}),
        });
        {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        window.fetched = window.fetched || {};
        (window.fetched[{{ this.url|tojson }}] ||=
            fetch({{ this.url|tojson }}).then((answer) => answer.json())
        ).then((data) => {{ this.get_name() }}.addData(data));
        {% endmacro %}""")

    def __init__(self, name: str, style: dict[str, Any], *, interactive: bool = True) -> None:
        super().__init__(name=name)
        self._name = "UrlGeoJson"
        self.url = f"{STATIC}/layers/{name}.json"
        self.style = style
        self.interactive = interactive


def make_map() -> folium.Map:
    """Return an empty map that takes Leaflet from the app's own static folder."""
    world = folium.Map(location=(18, 98), zoom_start=4, tiles=None)
    world.default_js = [("leaflet", f"{STATIC}/vendor/leaflet.js")]
    world.default_css = [("leaflet_css", f"{STATIC}/vendor/leaflet.css")]
    return world


def make_layer(name: str) -> folium.GeoJson:
    """Return a layer with its data embedded."""
    style = STYLES[name.partition("-")[0]]
    return folium.GeoJson(
        read_layer(name),
        name=name,
        style_function=lambda _: style,
        marker=folium.CircleMarker(**style) if name.startswith("point") else None,
        interactive=name != "coast",
    )


def link_layer(name: str) -> UrlGeoJson:
    """Return a layer whose data the browser fetches."""
    return UrlGeoJson(name, STYLES[name.partition("-")[0]], interactive=name != "coast")


@st.cache_data
def list_layers() -> list[str]:
    """Return the ids of the layers that can be switched."""
    return sorted(path.stem for path in (HERE / "static/layers").glob("*-*.json"))


@st.cache_data
def read_layer(name: str) -> dict[str, Any]:
    """Return the GeoJSON of a layer."""
    layer: dict[str, Any] = json.loads((HERE / f"static/layers/{name}.json").read_text(encoding="utf-8"))
    return layer


def choose_layers() -> list[str]:
    """Draw a checkbox for each layer and return the ids of those that are on."""
    return [name for name in list_layers() if st.checkbox(name, value=True, key=f"on-{name}")]


def show_passage(answer: dict[str, Any]) -> None:
    """Show the passage of the feature that was clicked last."""
    feature = answer.get("last_active_drawing")
    st.text(f"Passage {feature['properties']['passage']}" if feature else "Click a feature.")
