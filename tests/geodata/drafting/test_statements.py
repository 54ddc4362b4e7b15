"""What a text says of shipping, distances and closures is found where it stands."""

import pytest

from geodata.drafting.finding import find_proposals
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.proposals import Proposals


def find(text: str) -> Proposals:
    return find_proposals(text, gazetteer=load_gazetteer())


@pytest.mark.parametrize(
    ("text", "ends", "ship"),
    [
        ("Crude oil goes from Ras Tanura to Rotterdam.", ("Ras Tanura", "Rotterdam"), "vlcc"),
        ("Container ships sail between Shanghai and Hamburg.", ("Shanghai", "Hamburg"), "container-large"),
        ("Iron ore is shipped from Port Hedland to Qingdao.", ("Port Hedland", "Qingdao"), "capesize"),
        ("Die Fähre fährt von Hamburg nach Oslo.", ("Hamburg", "Oslo"), None),
        ("Der Handel zwischen Japan und China wächst.", ("Japan", "China"), None),
        ("The Shanghai-Rotterdam route is busy.", ("Shanghai", "Rotterdam"), None),
        ("A ship that leaves Jebel Ali for Piraeus takes weeks.", ("Jebel Ali", "Piraeus"), None),
        ("Ferries link Oslo with Helsinki.", ("Oslo", "Helsinki"), None),
        ("Fähren verbinden Oslo mit Helsinki.", ("Oslo", "Helsinki"), None),
        ("Rohöl kam aus Odesa nach Rotterdam.", ("Odesa", "Rotterdam"), "vlcc"),
        ("Von Hamburg nach Oslo sind es 490 Seemeilen.", ("Hamburg", "Oslo"), None),
        ("A container line from Shanghai to Rotterdam opened.", ("Shanghai", "Rotterdam"), "container-large"),
    ],
)
def test_shipping_between_two_places_is_a_lane(text: str, ends: tuple[str, str], ship: str | None) -> None:
    [lane] = find(text).lanes
    assert (lane.origin.name, lane.destination.name) == ends
    assert lane.ship_class == ship


def test_a_town_with_a_port_gives_the_port() -> None:
    [lane] = find("Tankers sail from Rotterdam to Singapore.").lanes
    assert lane.origin.key == "port:rotterdam"


@pytest.mark.parametrize(
    "text",
    [
        "The minister flew from Paris to Vienna.",
        "relations between Japan and China",
        "Containers take the road from Lomé to Ouagadougou.",
        "Oil runs in a line from Kirkuk to Ceyhan.",
        "Vessels fish in the waters from Mauritania to Guinea-Bissau.",
        "Erz rollt mit der Bahn von Kiruna nach Narvik.",
    ],
)
def test_two_places_without_shipping_are_no_lane(text: str) -> None:
    assert find(text).lanes == ()


@pytest.mark.parametrize(
    ("text", "km", "place"),
    [
        ("Missiles strike within 200 nautical miles of Taiwan.", 370.4, "Taiwan"),
        ("a range of 1,500 km from Guam", 1500, "Guam"),
        ("within 100 miles off the coast of Somalia", 160.9, "Somalia"),
        ("Die Raketen erreichen in einem Umkreis von 1.500 km um Taiwan Ziele.", 1500, "Taiwan"),
        ("innerhalb von 12 Seemeilen vor der Küste von Japan", 22.2, "Japan"),
        ("a reach of 12.5 km of Singapore", 12.5, "Singapore"),
    ],
)
def test_a_reach_from_a_place_is_a_band(text: str, km: float, place: str) -> None:
    [band] = find(text).bands
    assert band.radius_km == pytest.approx(km, abs=0.1)
    assert band.centre.name == place


def test_a_distance_without_reach_is_no_band() -> None:
    assert find("The village lies 20 km north of Nairobi.").bands == ()


@pytest.mark.parametrize(
    ("text", "chokepoint"),
    [
        ("The Strait of Hormuz was closed for a week.", "hormuz"),
        ("Iran threatened to block the Strait of Hormuz.", "hormuz"),
        ("Die Sperrung der Straße von Hormus träfe alle.", "hormuz"),
        ("A ship ran aground and blocked the Suez Canal.", "suez"),
        ("ホルムズ海峡の封鎖", "hormuz"),
        ("The Bosporus is mined.", "bosporus"),
        ("A closed Kiel Canal sends ships through the Great Belt.", "kiel"),
    ],
)
def test_a_strait_that_is_said_to_be_closed_is_a_closure(text: str, chokepoint: str) -> None:
    assert [closure.chokepoint for closure in find(text).closures] == [chokepoint]


@pytest.mark.parametrize(
    "text",
    [
        "Ships pass close to the Strait of Hormuz.",
        "The Suez Canal opened. The shop was closed.",
        "The Suez Canal was closed from 1967 to 1975.",
        "Where a road is closed, the Suez Canal helps.",
    ],
)
def test_other_words_close_no_strait(text: str) -> None:
    assert find(text).closures == ()


def test_bodies_are_found_by_name_and_by_letters() -> None:
    found = find(
        "NATO, the ASEAN Regional Forum and the European\nUnion; die Vereinten Nationen, 欧盟"
    ).institutions
    assert [one.institution for one in found] == ["nato", "arf", "eu", "un", "eu"]
    assert find("a QUADRANT, the unit, EUR 5").institutions == ()
