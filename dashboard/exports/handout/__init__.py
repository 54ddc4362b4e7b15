"""Handouts: the chosen scenes as one document to read and to print, as PDF and as Word."""
