"""Notional range bands and what they cover."""
