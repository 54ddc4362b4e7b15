"""Layers as drawn features, independent of any renderer."""
