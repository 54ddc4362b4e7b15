"""Layers of a pack as checked frames."""
