"""The usual way: build the whole map anew in each run and hand it to st_folium."""

import streamlit as st
from folium_parts import choose_layers, make_layer, make_map, show_passage
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
left, right = st.columns([1, 5])
with left:
    visible = choose_layers()
world = make_map()
for name in ("coast", *visible):
    make_layer(name).add_to(world)
with right:
    answer = st_folium(world, use_container_width=True, height=700)
    show_passage(answer)
