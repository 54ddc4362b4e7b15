"""The Range bands page."""
