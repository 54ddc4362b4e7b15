"""The web map: folium program, layer catalogue, served files."""
