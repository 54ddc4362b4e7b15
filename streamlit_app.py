"""Entry point for Streamlit: puts the root on the path and runs the application."""

from dashboard.app import run

run()
