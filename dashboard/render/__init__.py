"""Draw a scene: web map, and the theme that every drawing shares; no Streamlit."""
