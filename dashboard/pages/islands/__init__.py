"""The Islands page."""
