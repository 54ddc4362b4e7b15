"""Texts of briefs: reading, normalization, anchoring of quotes."""
