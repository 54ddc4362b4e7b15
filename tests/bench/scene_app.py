"""The usual way to brief from a map: each scene builds the whole map anew and hands it to st_folium."""

import json
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

STATIC = "../../app/static"
BASE = {
    "depth": {"stroke": False, "fillColor": "#7fa8c9", "fillOpacity": 0.15},
    "land": {"color": "#b5ab98", "weight": 0.7, "fillColor": "#e9e4d8", "fillOpacity": 1},
}
LAYER = {"color": "#0f6e78", "weight": 2, "fillOpacity": 0.2}
MARK = {**LAYER, "radius": 6, "fill": True}


@st.cache_data
def read_scenes() -> dict[str, Any]:
    """Return the scenes by id: title, words, layers, area."""
    scenes: dict[str, Any] = json.loads(Path("scenes.json").read_text(encoding="utf-8"))
    return scenes


@st.cache_data
def read_layer(name: str) -> dict[str, Any]:
    """Return the GeoJSON of a layer."""
    layer: dict[str, Any] = json.loads(Path(f"static/layers/{name}.json").read_text(encoding="utf-8"))
    return layer


def add_layer(world: folium.Map, name: str, style: dict[str, Any]) -> None:
    """Put a layer on the map with its data embedded."""
    marker = folium.CircleMarker(**MARK)
    folium.GeoJson(read_layer(name), name=name, style_function=lambda _: style, marker=marker).add_to(world)


def go_on(step: int) -> None:
    """Go so many scenes on."""
    names = list(read_scenes())
    here = names.index(st.query_params.get("scene", names[0]))
    st.query_params["scene"] = names[min(max(here + step, 0), len(names) - 1)]


st.set_page_config(layout="wide")
scene = read_scenes()[st.query_params.get("scene", next(iter(read_scenes())))]
stage, panel = st.columns([2.7, 1])
with panel:
    st.header(scene["title"], anchor=False)
    st.write(scene["words"])
    st.button("Previous", on_click=go_on, args=(-1,), shortcut="Left")
    st.button("Next", on_click=go_on, args=(1,), shortcut="Right")
with stage:
    world = folium.Map(tiles=None)
    world.default_js = [("leaflet", f"{STATIC}/vendor/leaflet.js")]
    world.default_css = [("leaflet_css", f"{STATIC}/vendor/leaflet.css")]
    for base, drawing in BASE.items():
        add_layer(world, base, drawing)
    for layer_id in scene["layers"]:
        add_layer(world, layer_id, LAYER)
    world.fit_bounds(scene["fly"])
    st_folium(world, use_container_width=True, height=620, returned_objects=[])
