"""Geodesy on the WGS84 ellipsoid."""
