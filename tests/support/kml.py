"""Documents and archives for the tests of readers, written by hand so that any fault can be put into them."""

import io
import zipfile
from collections.abc import Mapping


def write_kml(*features: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(features)}</Document></kml>'


def write_placemark(name: str, shape: str = "<Point><coordinates>120,20</coordinates></Point>") -> str:
    return f"<Placemark><name>{name}</name>{shape}</Placemark>"


def write_line(coordinates: str) -> str:
    return f"<LineString><coordinates>{coordinates}</coordinates></LineString>"


def write_area(outline: str, *holes: str) -> str:
    rings = [f"<outerBoundaryIs>{write_ring(outline)}</outerBoundaryIs>"] if outline else []
    rings += [f"<innerBoundaryIs>{write_ring(hole)}</innerBoundaryIs>" for hole in holes]
    return f"<Polygon>{''.join(rings)}</Polygon>"


def write_ring(coordinates: str) -> str:
    return f"<LinearRing><coordinates>{coordinates}</coordinates></LinearRing>"


def write_link(href: str, name: str = "") -> str:
    return f"<NetworkLink><name>{name}</name><Link><href>{href}</href></Link></NetworkLink>"


def pack_kmz(documents: Mapping[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in documents.items():
            archive.writestr(path, content)
    return written.getvalue()
