import csv
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from geodata.errors import DataError, UnknownIdError
from geodata.geometry.geodesy import Position, measure_distance
from geodata.routing.graph import join_place, read_graph
from geodata.routing.ports import (
    PORTS,
    find_named_ports,
    find_port,
    fold_name,
    offer_ports,
    read_other_names,
    read_ports,
)
from geodata.sources import read_data_sources


def test_a_port_has_its_place_and_its_names() -> None:
    port = find_port("yokohama")
    assert port.names.ja == "横浜"
    assert port.locode == "JPYOK"
    # NGA Pub. 151 prints 35 27 N 139 39 E.
    assert measure_distance(port.position, Position(35.45, 139.65)) < 1


def test_an_unknown_port_names_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="hamburg"):
        find_port("hambourg")


def test_every_port_cites_a_source_and_has_all_names() -> None:
    sources = read_data_sources()
    for port in read_ports().values():
        assert port.source in sources
        assert port.locator
        assert all((port.names.en, port.names.ja, port.names.zh_hans, port.names.zh_hant)), port.id


def test_codes_are_well_formed_and_unique() -> None:
    codes = [port.locode for port in read_ports().values()]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 5 and code.isalnum() and code.isupper() for code in codes)
    assert all(len(port.country) == 3 for port in read_ports().values())


def test_every_port_lies_within_ten_kilometres_of_water_that_leads_to_the_ocean() -> None:
    graph = read_graph()
    for port in read_ports().values():
        join = join_place(graph, port.position, ())
        assert join is not None, port.id
        lon, lat = join.water
        assert measure_distance(port.position, Position(lat, lon)) < 10, port.id


# Latitude and longitude as NGA Pub. 151 (2001) prints them; ours are those of the World Port Index.
PUB_151 = {
    "colombo": (6.95, 79.85),
    "hakodate": (41.7833, 140.7167),
    "incheon": (37.4667, 126.6167),
    "manila": (14.5833, 120.9667),
    "mina-al-ahmadi": (29.0667, 48.1667),
    "penang": (5.4167, 100.35),
    "surabaya": (-7.2, 112.7333),
    "tanjung-priok": (-6.1, 106.8833),
    "xiamen": (24.45, 118.0667),
    "vladivostok": (43.1083, 131.8833),
    "chittagong": (22.3125, 91.8167),
    "kagoshima": (31.5917, 130.5639),
    "lianyungang": (34.7417, 119.4583),
    "cebu": (10.2917, 123.9083),
    "nampo": (38.7167, 125.4167),
    "busan": (35.1, 129.05),
    "davao": (7.0772, 125.6272),
    "hakata": (33.6125, 130.3875),
    "naha": (26.2056, 127.6697),
    "osaka": (34.6333, 135.4333),
    "ulsan": (35.4667, 129.4),
    "sasebo": (33.15, 129.7167),
    "da-nang": (16.1083, 108.2),
    "qinhuangdao": (39.9167, 119.6083),
    "balikpapan": (-1.2667, 116.8083),
    "dalian": (38.9333, 121.65),
    "kobe": (34.6667, 135.2),
    "nagoya": (35.0833, 136.8833),
    "kota-kinabalu": (6.0089, 116.0769),
    "nagasaki": (32.7417, 129.8708),
    "yokkaichi": (34.95, 136.6667),
    "aden": (12.7944, 44.9833),
    "hong-kong": (22.2833, 114.1667),
    "karachi": (24.8167, 66.9722),
    "bangkok": (13.7167, 100.5167),
}


@pytest.mark.parametrize("port_id", PUB_151)
def test_a_second_publication_puts_the_port_within_a_few_kilometres(port_id: str) -> None:
    assert measure_distance(find_port(port_id).position, Position(*PUB_151[port_id])) < 4.2


@pytest.mark.parametrize(
    ("text", "port_id"),
    [
        ("Hamburg", "hamburg"),
        ("DE HAM", "hamburg"),
        ("hambourg", "hamburg"),
        ("横浜", "yokohama"),
        ("橫濱", "yokohama"),
        ("上海", "shanghai"),
        ("Göteborg", "gothenburg"),
        ("GDAŃSK", "gdansk"),
        ("port-hedland", "port-hedland"),
        ("Fukuoka", "hakata"),
        ("Guam", "apra-harbor"),
        ("Jawaharlal Nehru", "nhava-sheva"),
        ("ジブチ", "djibouti"),
        ("singapur", "singapore"),
        ("Klaipėda", "klaipeda"),
        ("Hải Phòng", "haiphong"),
        ("神戸港", "kobe"),
        ("横濱", "yokohama"),
        ("ヨコハマ", "yokohama"),
        ("ﾖｺﾊﾏ", "yokohama"),
        ("广州港", "guangzhou"),
        ("海參崴", "vladivostok"),
        ("深セン", "shekou"),
        ("Canton", "guangzhou"),
        ("Bombay", "mumbai"),
        ("Tsingtao", "qingdao"),
        ("Tangier", "tanger-med"),
        ("Jakarta", "tanjung-priok"),
    ],
)
def test_a_port_is_found_by_any_of_its_names(text: str, port_id: str) -> None:
    assert find_named_ports(text).ports == (find_port(port_id),)


def test_every_port_is_found_alone_by_each_of_its_names() -> None:
    for port in read_ports().values():
        names = port.names
        shared = set(map(fold_name, port.shared))
        for name in (port.id, port.locode, names.en, names.ja, names.zh_hans, names.zh_hant, *port.also):
            found = find_named_ports(name)
            assert port in found.ports, name
            assert fold_name(name) in shared or found.ports == (port,), name


def test_every_foreign_name_belongs_to_one_port_alone() -> None:
    names = read_other_names()
    assert sum(map(len, names.values())) > 3000
    for port_id, some in names.items():
        for name in some:
            assert [port.id for port in find_named_ports(name).ports] == [port_id], name


def test_letters_of_other_scripts_keep_what_tells_them_apart() -> None:
    assert fold_name("Łódź Øy") == "lodzoy"
    assert fold_name("コウベ") != fold_name("コウヘ")
    assert fold_name("मुंबई") != fold_name("मबई")


def test_a_name_without_its_middle_letter_still_has_the_port_offered() -> None:
    for port in read_ports().values():
        name = port.names.en.split(" (")[0]
        if len(name) > 5:
            cut = name[: len(name) // 2] + name[len(name) // 2 + 1 :]
            assert port in offer_ports(cut), cut


def test_beginnings_are_offered_before_parts_and_misspellings() -> None:
    found = [port.id for port in offer_ports("san")]
    assert set(found[:2]) == {"santos", "san-francisco"}
    assert [port.id for port in offer_ports("Newcastle upon Tyne")] == ["newcastle-au"]


@pytest.mark.parametrize("text", ["", " - ", "xqzw"])
def test_nothing_is_found_for_nothing_and_for_nonsense(text: str) -> None:
    assert find_named_ports(text).ports == ()
    assert offer_ports(text) == ()


HOMONYMS = {
    ("Sydney", "Canada"),
    ("Lagos", "Portugal"),
    ("Alexandria", "United_kingdom"),
    *(
        (name, "United_states")
        for name in (
            "Balboa",
            "Colon",
            "Hamburg",
            "Odessa",
            "Saint Petersburg",
            "St Petersburg",
            "St. Petersburg",
            "Vancouver",
        )
    ),
}
"""Ports of the package searoute that bear the name of a port that nearly everybody means by it."""
MISPLACED = {("Gaoxiong", "China"), ("Haikou", "China")}
"""Ports that the package has more than 1,000 km from where they are."""


def test_of_the_ports_of_the_world_no_name_is_taken_for_another_port() -> None:
    spec = find_spec("searoute")
    assert spec
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / "ports.geojson"
    ports = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert len(ports) > 3900
    right, wrong = 0, set()
    for port in ports:
        name, (lon, lat) = port["properties"]["name"], port["geometry"]["coordinates"]
        found = find_named_ports(name)
        if len(found.ports) == 1 and not found.shared:
            near = measure_distance(Position(lat, lon), found.ports[0].position) < 50
            right += near
            wrong |= set() if near else {(name, port["properties"]["cty"])}
    assert right > 150
    assert wrong == HOMONYMS | MISPLACED


def test_the_trade_of_the_world_has_more_than_a_hundred_ports() -> None:
    ports = read_ports().values()
    assert len(ports) >= 120
    assert {"JPN", "CHN", "DEU", "AUS", "SGP", "KOR", "TWN", "USA", "POL", "RUS"} <= {
        p.country for p in ports
    }


def test_a_double_id_is_refused(tmp_path: Path) -> None:
    with PORTS.open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table))
    doubled = tmp_path / "ports.csv"
    with doubled.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([*rows, rows[1]])
    with pytest.raises(DataError, match="twice"):
        read_ports(doubled)
