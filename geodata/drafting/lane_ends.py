"""Choose where a lane begins or ends that a text tells by a town, a country or a sea."""

from dataclasses import dataclass
from functools import lru_cache

from geodata.drafting.proposals import Place
from geodata.errors import Message
from geodata.geometry.geodesy import Position, measure_distance
from geodata.routing.graph import read_graph
from geodata.routing.places import locate_place
from geodata.routing.ports import Port, read_ports
from geodata.routing.water_grid import find_water

BESIDE_KM, NEAR_KM, FARTHEST_KM = 30.0, 100.0, 500.0
"""A listed port this near to a place is its own; stands for a place on the coast; stands for one inland."""
COAST_KM = 50.0
"""A place this near to navigable water lies on the coast."""


@dataclass(frozen=True)
class LaneEnd:
    """Where a lane begins or ends."""

    stop: Port | Position
    """A listed port, else a position at sea."""
    name: str
    """What it is called: the port, else the place that the text names."""
    distance_km: float
    """How far it is from the point of that place."""
    reason: str
    """Why it stands for that place, as a sentence; empty where it is that place or a port beside it."""


@lru_cache(maxsize=500)
def find_lane_end(place: Place) -> LaneEnd | None:
    """Return what a lane begins or ends at that a text tells by a place; None where nothing stands for it.

    That is the listed port that the place is or that lies nearest to it; of a country, the nearest one to its
    middle. A sea, and a place on a coast without a listed port, has a position at sea. A part of the world
    has nothing, nor has what lies far from all ports.
    """
    ports = read_ports()
    kind, _, port_id = place.key.partition(":")
    if kind == "port" and port_id in ports:
        return _stop_at(place, ports[port_id])
    if place.kind == "region" and place.country is None:
        return None
    own = [port for port in ports.values() if place.kind == "country" and port.country == place.country]
    nearest = min((_stop_at(place, port) for port in own or ports.values()), key=lambda end: end.distance_km)
    if own or nearest.distance_km <= NEAR_KM:
        return nearest
    at_sea = _stop_at_sea(place) if place.kind not in ("country", "region") else None
    return at_sea or (nearest if nearest.distance_km <= FARTHEST_KM else None)


def _stop_at(place: Place, port: Port) -> LaneEnd:
    distance_km = measure_distance(Position(place.latitude, place.longitude), port.position)
    name = port.names.neutral
    told = {"name": place.name, "port": name, "km": f"{distance_km:.0f}"}
    reason: str = ""
    if distance_km > BESIDE_KM and place.kind == "country" and place.country == port.country:
        reason = Message(
            "{name} is a country; of its listed ports, {port} is the nearest to its middle.", **told
        )
    elif distance_km > BESIDE_KM:
        reason = Message("{port} is the listed port nearest to {name}, {km} km away.", **told)
    return LaneEnd(port, name, distance_km, reason)


def _stop_at_sea(place: Place) -> LaneEnd | None:
    at = Position(place.latitude, place.longitude)
    water = find_water(read_graph().waters, at.lon, at.lat, within_km=COAST_KM)
    if water is None:
        return None
    stop = Position(water[1], water[0])
    reason = Message("No port is listed near {name}: the lane ends at sea beside it.", name=place.name)
    return LaneEnd(stop, place.name, measure_distance(at, stop), reason)


def is_same(end: LaneEnd, other: LaneEnd) -> bool:
    """Tell whether two ends are one, between which no lane runs."""
    return measure_distance(locate_place(end.stop), locate_place(other.stop)) < 1.0
