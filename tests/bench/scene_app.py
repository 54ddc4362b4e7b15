"""Two ways to brief from a map with st_folium.

The second word of the command line says which: `anew` builds the whole map in each scene, as is usual;
`groups` keeps a constant base map and hands over the layers of the scene as feature groups, whose data the
browser fetches once. The latter cannot fit the map to an area; so the size of the map is fixed and the server
computes the zoom.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from folium_parts import UrlGeoJson, make_map, read_layer
from streamlit_folium import st_folium

BASE = {
    "depth": {"stroke": False, "fillColor": "#7fa8c9", "fillOpacity": 0.15},
    "land": {"color": "#b5ab98", "weight": 0.7, "fillColor": "#e9e4d8", "fillOpacity": 1},
}
LAYER = {"color": "#0f6e78", "weight": 2, "fillOpacity": 0.2}
MARK = {**LAYER, "radius": 6, "fill": True}
WIDTH, HEIGHT = 860, 620
"""Size of the map in pixels."""
WORLD = 256
"""Side of the world in pixels at zoom 0."""


@st.cache_data
def read_scenes() -> dict[str, Any]:
    """Return the scenes by id: title, words, layers, area."""
    scenes: dict[str, Any] = json.loads(Path("scenes.json").read_text(encoding="utf-8"))
    return scenes


def go_on(step: int) -> None:
    """Go so many scenes on."""
    names = list(read_scenes())
    here = names.index(st.query_params.get("scene", names[0]))
    st.query_params["scene"] = names[min(max(here + step, 0), len(names) - 1)]


def show_anew(scene: dict[str, Any]) -> None:
    """Build the whole map with its data embedded."""
    world = make_map()
    for name, style in BASE.items():
        add_layer(world, name, style)
    for name in scene["layers"]:
        add_layer(world, name, LAYER)
    world.fit_bounds(scene["fly"])
    st_folium(world, width=WIDTH, height=HEIGHT, returned_objects=[])


def add_layer(world: folium.Map, name: str, style: dict[str, Any]) -> None:
    """Put a layer on the map with its data embedded."""
    marker = folium.CircleMarker(**MARK)
    folium.GeoJson(read_layer(name), name=name, style_function=lambda _: style, marker=marker).add_to(world)


def show_groups(scene: dict[str, Any]) -> None:
    """Exchange the layers on a constant map."""
    world = make_map()
    for name, style in BASE.items():
        UrlGeoJson(name, style).add_to(world)
    groups = []
    for name in scene["layers"]:
        group = folium.FeatureGroup(name=name)
        UrlGeoJson(name, MARK | {"fill": False}).add_to(group)
        groups.append(group)
    center, zoom = fit_area(scene["fly"])
    st_folium(
        world,
        key="map",
        width=WIDTH,
        height=HEIGHT,
        feature_group_to_add=groups,
        center=center,
        zoom=zoom,
        returned_objects=[],
    )


def fit_area(area: list[list[float]]) -> tuple[tuple[float, float], int]:
    """Return the centre (lat, lon) and the zoom at which Web Mercator shows an area, as `fitBounds` does."""
    (south, west), (north, east) = area
    low, high = (math.asinh(math.tan(math.radians(lat))) for lat in (south, north))
    width, height = WORLD * (east - west) / 360, WORLD * (high - low) / math.tau
    zoom = math.floor(math.log2(min(WIDTH / width, HEIGHT / height)))
    return (math.degrees(math.atan(math.sinh((low + high) / 2))), (west + east) / 2), zoom


show = {"anew": show_anew, "groups": show_groups}[sys.argv[1]]
st.set_page_config(layout="wide")
scene = read_scenes()[st.query_params.get("scene", next(iter(read_scenes())))]
stage, panel = st.columns([2.7, 1])
with panel:
    st.header(scene["title"], anchor=False)
    st.write(scene["words"])
    st.button("Previous", on_click=go_on, args=(-1,), shortcut="Left")
    st.button("Next", on_click=go_on, args=(1,), shortcut="Right")
with stage:
    show(scene)
