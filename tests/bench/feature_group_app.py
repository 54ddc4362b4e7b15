"""The best way known with st_folium: a constant base map, feature groups, few returned objects, a fragment.

The second word of the command line says how data travels: `embedded` in each message, or by `url` and cached.
"""

import sys

import folium
import streamlit as st
from folium_parts import choose_layers, link_layer, make_layer, make_map, show_passage
from streamlit_folium import st_folium

make = {"embedded": make_layer, "url": link_layer}[sys.argv[1]]


@st.fragment
def show_map() -> None:
    """Draw toggles, map and passage; a toggle or a click reruns this alone."""
    left, right = st.columns([1, 5])
    with left:
        visible = choose_layers()
    world = make_map()
    make("coast").add_to(world)
    groups = []
    for name in visible:
        group = folium.FeatureGroup(name=name)
        make(name).add_to(group)
        groups.append(group)
    with right:
        answer = st_folium(
            world,
            key="map",
            use_container_width=True,
            height=700,
            feature_group_to_add=groups,
            returned_objects=["last_active_drawing", "last_object_clicked_count"],
        )
        show_passage(answer)


st.set_page_config(layout="wide")
show_map()
