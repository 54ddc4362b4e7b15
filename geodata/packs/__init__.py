"""Packs: reading, verification, citations, authoring."""
