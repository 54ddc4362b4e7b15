"""Untrusted shapes from users."""
