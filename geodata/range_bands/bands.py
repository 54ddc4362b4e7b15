"""Build notional range bands around a generalised origin."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.datasets import read_dataset
from geodata.errors import UnknownIdError
from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import Floats

COAST, POINTS = "mainland-coast", "notional-points"
"""Data sets that bands can be measured from: the generalised coast and whole-degree points; never a site."""
LINE_TOLERANCE = 0.0005
"""Share of the distance by which inner, nominal and outer edge may be off: a line shows its corners."""
GRADES = 10
"""Rings that draw the fading edge between the inner and the outer distance."""


@dataclass(frozen=True)
class RangeBand:
    """Distances of one class of ranges; always notional, never a site or a system."""

    nominal_km: float
    """Published, rounded figure of the class."""
    inner_share: float = 0.8
    """Inner distance as a share of the nominal one: our choice, no published figure."""
    outer_share: float = 1.2
    """Outer distance as a share of the nominal one: our choice, no published figure."""
    skip_km: float | None = None
    """Distance below which the class does not reach (the skip zone of sky-wave radar)."""
    single_line: bool = False
    """True for the ceiling of a class, a definition without uncertainty: only the nominal line is drawn."""

    def __post_init__(self) -> None:
        if self.nominal_km <= 0:
            raise ValueError(f"A range band needs a nominal distance above 0 km, not {self.nominal_km:g} km.")
        if not 0 < self.inner_share <= 1 <= self.outer_share:
            raise ValueError(
                "A range band needs inner share <= 1 <= outer share, "
                f"not {self.inner_share:g} and {self.outer_share:g}."
            )
        if self.skip_km is not None and not 0 < self.skip_km < self.nominal_km * self.inner_share:
            raise ValueError(f"A skip zone of {self.skip_km:g} km does not fit inside the inner distance.")

    @property
    def distances_km(self) -> dict[str, float]:
        """Distance in km by kind: `inner`, `nominal`, `outer`, or `nominal` alone for a single line."""
        if self.single_line:
            return {"nominal": self.nominal_km}
        return {
            "inner": self.nominal_km * self.inner_share,
            "nominal": self.nominal_km,
            "outer": self.nominal_km * self.outer_share,
        }


def list_origins() -> tuple[str, ...]:
    """Return the ids of what bands can be measured from: the coast, all reference points, each of them."""
    return (COAST, POINTS, *read_dataset(POINTS)["id"])


def read_origin(origin_id: str) -> BaseGeometry:
    """Return what bands can be measured from: `mainland-coast`, all `notional-points`, or one of them.

    Raises
    ------
    UnknownIdError
        There is no such origin.
    """
    points = read_dataset(POINTS).set_index("id").geometry
    if origin_id in points.index:
        place: BaseGeometry = points[origin_id]
        return place
    if origin_id not in (COAST, POINTS):
        raise UnknownIdError("origin", origin_id, [COAST, POINTS, *points.index])
    return shapely.union_all(read_dataset(origin_id).geometry.to_numpy())


def draw_band(
    origin: BaseGeometry, band: RangeBand, *, tolerance_km: float | None = None, grades: int = GRADES
) -> geopandas.GeoDataFrame:
    """Draw the areas within the distances of a band.

    The bands measure plain distance from the origin, over land as over sea.

    Parameters
    ----------
    origin
        Lines or points in EPSG:4326: the generalised coast or notional reference points.
    band
        The distances.
    tolerance_km
        How far the drawn edges may be from the true ones; when not given, `LINE_TOLERANCE` for
        the whole areas, and as for `offset_coast` for the rings between.
    grades
        Rings of the fading edge.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326 with columns `kind`, `distance_km`, `share` and `geometry`. Kinds `inner`, `nominal` and
        `outer` are the whole areas, without the skip zone, and `share` is 1. Kind `grade` has disjoint rings
        from the inner to the outer distance; `distance_km` is the outer edge of each. Their `share` falls
        from 1 to 0 as 3t^2 - 2t^3 (smoothstep), taken at the middle of the ring.
    """
    draw = partial(offset_coast, origin, tolerance_km=tolerance_km)

    def draw_line(distance_km: float) -> BaseGeometry:
        return offset_coast(origin, distance_km, tolerance_km=tolerance_km or distance_km * LINE_TOLERANCE)

    skip = draw_line(band.skip_km) if band.skip_km else shapely.Polygon()
    rows: list[tuple[str, float, float, BaseGeometry]] = [
        (kind, distance_km, 1.0, draw_line(distance_km).difference(skip))
        for kind, distance_km in band.distances_km.items()
    ]
    if not band.single_line:
        edges = np.linspace(band.distances_km["inner"], band.distances_km["outer"], grades + 1)
        rows += _grade_edge(draw, edges, inner=rows[0][3].union(skip), outer=rows[-1][3].union(skip))
    kinds, distances, shares, areas = zip(*rows, strict=True)
    return geopandas.GeoDataFrame(
        {"kind": kinds, "distance_km": distances, "share": shares}, geometry=list(areas), crs="EPSG:4326"
    )


def _grade_edge(
    draw: Callable[[float], BaseGeometry], distances: Floats, *, inner: BaseGeometry, outer: BaseGeometry
) -> list[tuple[str, float, float, BaseGeometry]]:
    areas = [inner, *(draw(float(distance_km)) for distance_km in distances[1:-1]), outer]
    grades = len(distances) - 1
    left = (np.arange(grades)[::-1] + 0.5) / grades
    shares = 3 * left**2 - 2 * left**3
    return [
        ("grade", float(distance_km), float(share), wider.difference(narrower))
        for distance_km, share, (narrower, wider) in zip(distances[1:], shares, pairwise(areas), strict=True)
    ]
