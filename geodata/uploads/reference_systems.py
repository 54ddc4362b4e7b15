"""Determine the coordinate reference system of an untrusted file, without network access."""

import re
from typing import Any

import geopandas
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # public by its documentation

WGS84 = "EPSG:4326"
_CRS84 = re.compile(r"(?i)(urn:(x-)?ogc:def:crs:)?(OGC:([\d.]*:)?)?CRS:?84h?|WGS[ _]?84")
_EPSG = re.compile(
    r"(?i)(?:urn:(?:x-)?ogc:def:crs:epsg:[\d.]*:|https?://www\.opengis\.net/def/crs/epsg/[\d.]+/"
    r"|https?://www\.opengis\.net/gml/srs/epsg\.xml#|epsg::?)(\d{1,6})"
)
_GRIDS = re.compile(r"(?i)grids|\+init|@")
"""What a definition would open other files with."""
MOST_DEFINITION = 20_000
"""Characters of a definition that is read."""


def find_system(name: str) -> CRS | None:
    """Return the reference system of a name as GeoJSON files write it; None where it is none that is known.

    Names are compared and looked up in the register that comes with PROJ; an address among them is a name
    like the others, and nothing is fetched.
    """
    name = name.strip()
    if _CRS84.fullmatch(name):
        return CRS.from_epsg(4326)
    code = _EPSG.fullmatch(name)
    return look_up_system("EPSG", int(code[1])) if code else None


def look_up_system(authority: str, code: int) -> CRS | None:
    """Return a reference system of the register that comes with PROJ, or None."""
    set_network_enabled(active=False)
    try:
        return CRS.from_authority(authority, code)
    except CRSError:
        return None


def parse_system(definition: str) -> CRS | None:
    """Return the reference system of a definition in well-known text; None where it cannot be used.

    A definition that rests on files of its own, such as grids, is not used.
    """
    if len(definition) > MOST_DEFINITION or _GRIDS.search(definition):
        return None
    set_network_enabled(active=False)
    try:
        found = CRS.from_wkt(definition)
    except CRSError:
        return None
    return found if found.is_geographic or found.is_projected else None


def is_degrees(crs: CRS) -> bool:
    """Tell whether a reference system is longitude and latitude on WGS 84, with heights or without."""
    return bool(crs.to_2d().equals(CRS.from_epsg(4326), ignore_axis_order=True))


def convert_to_degrees(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame | None:
    """Return a frame in EPSG:4326, without heights; None where its reference system cannot be converted."""
    if is_degrees(frame.crs):
        return frame.set_crs(WGS84, allow_override=True)
    set_network_enabled(active=False)
    # Heights first: a ring of which some places have none is not closed any more once it is converted.
    flat = frame.set_geometry(geopandas.GeoSeries(shapely.force_2d(frame.geometry.to_numpy()), frame.index))
    try:
        converted: Any = flat.set_crs(frame.crs.to_2d(), allow_override=True).to_crs(WGS84)
    except ProjError:
        return None
    return converted
