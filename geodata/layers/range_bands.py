"""What the range bands of a pack reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import geopandas
import numpy as np
from shapely.geometry import LineString

from geodata.layer_kinds.bands import list_drawn_rows, read_band
from geodata.layer_kinds.rows import make_frame
from geodata.names import Names
from geodata.packs.pack import Pack
from geodata.range_bands.bands import RangeBand, draw_band, read_origin
from geodata.range_bands.coverage import (
    LaneProfile,
    Line,
    Spread,
    measure_distances_to,
    measure_lane_covers,
    profile_lane,
    share_profile,
)
from geodata.records.feature_tables import Feature
from geodata.records.layers import BandData, Layer, select_data
from geodata.routing.chokepoints import select_chokepoints
from geodata.routing.ports import read_ports

MOST_KM = 10_000.0
"""Widest outer distance that can be asked for."""
KINDS = ("ports", "chokepoints", "islands")


@dataclass(frozen=True)
class Spot:
    """A place that a band may hold."""

    id: str
    """Id of the port, chokepoint or feature."""
    kind: str
    """One of `KINDS`."""
    names: Names
    """Its names."""
    lon: float
    """Longitude in degrees."""
    lat: float
    """Latitude in degrees."""


@dataclass(frozen=True)
class SpotReach:
    """How far a place is from where the bands start."""

    spot: Spot
    """The place."""
    distance_km: float
    """Distance on the ellipsoid."""

    def list_within(self, band: RangeBand) -> tuple[str, ...]:
        """Return which of `inner`, `nominal` and `outer` hold it; none in a skip zone."""
        if band.skip_km is not None and self.distance_km < band.skip_km:
            return ()
        return tuple(kind for kind, limit_km in band.distances_km.items() if self.distance_km <= limit_km)


def list_spots(pack: Pack) -> tuple[Spot, ...]:
    """Return all ports, the sixteen chokepoints, and the islands and features of a pack."""
    ports = [
        Spot(port.id, "ports", port.names, port.position.lon, port.position.lat)
        for port in read_ports().values()
    ]
    gates = [
        Spot(found.id, "chokepoints", found.names, *np.mean(found.gate, axis=0))
        for found in select_chokepoints()
        if found.kind != "waypoint"
    ]
    files = dict.fromkeys(
        file for layer in pack.layers if layer.group in ("islands", "features") for file in layer.table_files
    )
    islands = [_make_spot(row) for file in files for row in pack.tables[file] if row.states]
    return (*ports, *gates, *islands)


def _make_spot(row: Feature) -> Spot:
    return Spot(row.id, "islands", row.names.localise(row.states), row.figures["lon"], row.figures["lat"])


@lru_cache(maxsize=32)
def measure_spots(spots: tuple[tuple[float, float], ...], origin_id: str) -> tuple[float, ...]:
    """Return the distances in km of places (longitude, latitude) from an origin, in their order."""
    if not spots:
        return ()
    return tuple(measure_distances_to(read_origin(origin_id), np.array(spots)).tolist())


def reach_spots(spots: tuple[Spot, ...], origin_id: str) -> tuple[SpotReach, ...]:
    """Return how far places are from an origin, the nearest first."""
    distances_km = measure_spots(tuple((spot.lon, spot.lat) for spot in spots), origin_id)
    reaches = [SpotReach(spot, km) for spot, km in zip(spots, distances_km, strict=True)]
    return tuple(sorted(reaches, key=lambda reach: reach.distance_km))


@lru_cache(maxsize=64)
def _profile(lane: LineString, origin_id: str) -> LaneProfile:
    return profile_lane(lane, read_origin(origin_id), MOST_KM)


def share_lanes(lanes: Mapping[str, LineString], band: RangeBand, origin_id: str) -> Mapping[str, Spread]:
    """Return the share of each lane inside a band at its three distances, from 0 to 1.

    Distances along a lane are measured once for each origin; a band that moves costs next to nothing.
    """
    return {lane_id: share_profile(_profile(lane, origin_id), band) for lane_id, lane in lanes.items()}


SKETCH_TOLERANCE, SKETCH_GRADES = 0.006, 6
"""Accuracy of a band while a viewer moves it, as a share of its distance, and rings of its edge."""


def get_band_data(layer: Layer) -> BandData:
    """Return the distances and the origin of a band, as its pack gives them.

    Raises
    ------
    TypeError
        The layer is no band.
    """
    data = layer.get_data(BandData)
    if data is None:
        raise TypeError(f"{layer.id} is no range band.")
    return data


def measure_covers(pack: Pack, lanes: Mapping[str, Line]) -> Mapping[tuple[str, str], Spread]:
    """Return the share of each lane in each range band of a pack, from 0 to 1, by lane id and layer id."""
    covers: dict[tuple[str, str], Spread] = {}
    banded = select_data(pack.layers, BandData)
    for origin in dict.fromkeys(data.origin for data in banded.values()):
        bands = {band_id: read_band(data) for band_id, data in banded.items() if data.origin == origin}
        covers |= measure_lane_covers(lanes, bands, read_origin(origin))
    return covers


def sketch_band(layer: Layer) -> geopandas.GeoDataFrame:
    """Return the features of a band as `load_layer` does, drawn fast: edges within 0.6 %, fewer rings.

    Raises
    ------
    TypeError
        The layer is no band.
    """
    data = get_band_data(layer)
    band, origin = read_band(data), read_origin(data.origin)
    widest_km = max(band.distances_km.values())
    drawn = draw_band(origin, band, tolerance_km=widest_km * SKETCH_TOLERANCE, grades=SKETCH_GRADES)
    return make_frame(list_drawn_rows(layer, drawn))
