"""Institutions and dated events."""
