"""The Sea lanes page."""
