"""Convert kilometres and nautical miles."""

KM_PER_NM = 1.852
"""International nautical mile in kilometres, exact (BIPM, SI Brochure, 8th edition 2006, table 8)."""


def to_nm(length_km: float) -> float:
    """Return a length given in kilometres in nautical miles."""
    return length_km / KM_PER_NM


def to_nm2(area_km2: float) -> float:
    """Return an area given in square kilometres in square nautical miles."""
    return area_km2 / KM_PER_NM**2


def to_km(length_nm: float) -> float:
    """Return a length given in nautical miles in kilometres."""
    return length_nm * KM_PER_NM
