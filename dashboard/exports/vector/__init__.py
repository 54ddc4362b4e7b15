"""Data files: GeoJSON, GeoPackage, KML."""
