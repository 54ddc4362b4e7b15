"""Answer what range bands hold: shares of lanes, and distances of ports, chokepoints and islands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from shapely.geometry import LineString

from geodata.chokepoints import select_chokepoints
from geodata.features import Feature
from geodata.names import Names
from geodata.overlay import LaneProfile, Spread, measure_distances_to, profile_lane, share_profile
from geodata.packs import Pack
from geodata.ports import read_ports
from geodata.ranges import RangeBand, read_origin

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
