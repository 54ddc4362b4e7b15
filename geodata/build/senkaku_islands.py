"""Build the outlines of the eight Senkaku / Diaoyu islands, moved to their true place."""

from dataclasses import dataclass

import geopandas
from shapely import affinity

from geodata.build import gshhg
from geodata.build.products import Product


@dataclass(frozen=True)
class Shift:
    """How far a group of outlines is moved."""

    east_deg: float
    """Degrees of longitude, east positive."""
    north_deg: float
    """Degrees of latitude, north positive."""

    def __str__(self) -> str:
        return f"{self.east_deg:+} degrees of longitude and {self.north_deg:+} of latitude"


MAIN_GROUP = Shift(-0.0522, -0.0213)
"""Uotsuri, Kita-kojima, Minami-kojima, the rocks: GSHHG, after an old chart, has them 5.7 km too far east.

Measured between its centroids and those of OpenStreetMap (npm @geo-maps/earth-lands-10m 0.6.0): after
the move they agree within 0.2 km for Uotsuri, Kita-kojima, Minami-kojima and Okino-kitaiwa.
"""

TAISHO = Shift(-0.0087, 0.0236)
"""Taisho: 2.8 km too far south in GSHHG; moved to the position in whole minutes published by OPRI."""

IN_PLACE = Shift(0.0, 0.0)
"""Kuba: as it is within 0.3 km of 25 55.4 N 123 40.9 E, the position that China publishes."""

ISLANDS = {
    "uotsuri": ("9201", MAIN_GROUP),
    "kuba": ("18128", IN_PLACE),
    "taisho": ("68444", TAISHO),
    "kita-kojima": ("29605", MAIN_GROUP),
    "minami-kojima": ("26979", MAIN_GROUP),
    "okino-kitaiwa": ("40747", MAIN_GROUP),
    "okino-minamiiwa": ("112354", MAIN_GROUP),
    "tobise": ("53371", MAIN_GROUP),
}
"""Island id -> polygon of GSHHG 2.3.6, full resolution, and the move.

After the move the centroid of each lies in the whole minute of latitude and longitude that OPRI prints.
"""

SPURIOUS = "117507"
"""GSHHG polygon of 0.06 km2 off Kuba where no island is known."""

EVIDENCE = (
    "evidence: now every centroid lies in the whole minute of latitude and longitude that OPRI prints, "
    "and those of Uotsuri and Kuba lie within 0.3 km of the positions that China publishes"
)


def build() -> list[Product]:
    """Return the outlines, one row for each island, unsimplified."""
    found = {shoreline.id: shoreline for shoreline in gshhg.read_shorelines("f", gshhg.MISPLACED.bounds)}
    outlines = [
        affinity.translate(found[number].polygon, shift.east_deg, shift.north_deg)
        for number, shift in ISLANDS.values()
    ]
    islands = geopandas.GeoDataFrame({"id": list(ISLANDS)}, geometry=outlines, crs="EPSG:4326")
    return [
        Product(
            id="senkaku-islands",
            title="Outlines of the Senkaku / Diaoyu islands in their true place",
            content=islands,
            sources=("gshhg", "spf-oprf-senkaku", "diaoyudao"),
            packages=(gshhg.PACKAGE["f"],),
            licence=gshhg.LICENCE,
            as_of="2016",
            changes=(
                "eight polygons of GSHHG 2.3.6, full resolution, unsimplified",
                f"polygon {SPURIOUS} (0.06 km2 off Kuba) left out: no island is known there",
                "GSHHG repeats an old chart: all but Kuba lie too far east there, Taisho too far south",
                f"Uotsuri, Kita-kojima, Minami-kojima and the three rocks moved by {MAIN_GROUP} (5.7 km)",
                f"Taisho moved by {TAISHO} (2.8 km); Kuba not moved",
                EVIDENCE,
                "the areas are up to several times the published ones: quote those, not these",
            ),
        )
    ]
