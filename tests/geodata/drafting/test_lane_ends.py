"""A lane ends at a listed port or at sea, and it is told where that is not the place that the text names."""

from geodata.drafting.lane_ends import find_lane_end
from geodata.drafting.proposals import Place
from geodata.geometry.geodesy import Position
from geodata.routing.ports import Port

BERLIN = Place("Berlin", "city", 52.52, 13.41, "geonames:2950159", "DEU")
JEDDAH = Place("Jeddah", "city", 21.54, 39.17, "geonames:105343", "SAU")
JAPAN = Place("Japan", "country", 36.0, 138.0, "country:JPN", "JPN")
CHAD = Place("Chad", "country", 15.0, 19.0, "country:TCD", "TCD")
ASIA = Place("Asia", "region", 29.8, 89.3, "region:asia", None)
RED_SEA = Place("Red Sea", "sea", 20.0, 38.5, "sea:red-sea", None)
LUANDA = Place("Luanda", "city", -8.84, 13.23, "geonames:2240449", "AGO")


def tell(place: Place) -> tuple[str, str] | None:
    end = find_lane_end(place)
    return (end.stop.id if isinstance(end.stop, Port) else "sea", end.reason) if end else None


def test_a_town_with_a_port_of_its_own_needs_no_words() -> None:
    assert tell(JEDDAH) == ("jeddah", "")


def test_a_town_inland_takes_the_nearest_port_and_says_how_far_it_is() -> None:
    assert tell(BERLIN) == ("rostock", "Rostock is the listed port nearest to Berlin, 195 km away.")


def test_a_sea_and_a_coast_without_a_listed_port_have_a_position_at_sea() -> None:
    told = "No port is listed near {}: the lane ends at sea beside it."
    assert tell(RED_SEA) == ("sea", told.format("Red Sea"))
    assert tell(LUANDA) == ("sea", told.format("Luanda"))
    end = find_lane_end(LUANDA)
    assert end
    assert isinstance(end.stop, Position)
    assert end.distance_km < 20


def test_a_country_takes_one_of_its_own_ports_and_says_so() -> None:
    port, reason = tell(JAPAN) or ("", "")
    assert port == "nagoya"
    assert "Japan is a country" in reason


def test_no_port_stands_for_a_part_of_the_world_or_for_what_is_far_from_all() -> None:
    assert tell(ASIA) is None
    assert tell(CHAD) is None
