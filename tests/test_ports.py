import csv
from pathlib import Path

import pytest

from geodata.errors import DataError, UnknownIdError
from geodata.geodesy import Position, measure_distance
from geodata.ports import PORTS, find_port, read_ports, search_ports
from geodata.sea_graph import join_place, read_graph
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


def test_every_port_lies_within_five_kilometres_of_water_that_leads_to_the_ocean() -> None:
    graph = read_graph()
    for port in read_ports().values():
        join = join_place(graph, port.position, ())
        assert join is not None, port.id
        lon, lat = join.water
        assert measure_distance(port.position, Position(lat, lon)) < 5, port.id


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
        ("Kaosiung", "kaohsiung"),
        ("port-hedland", "port-hedland"),
        ("Fukuoka", "hakata"),
        ("Guam", "apra-harbor"),
        ("Jawaharlal Nehru", "nhava-sheva"),
        ("ジブチ", "djibouti"),
        ("singapur", "singapore"),
    ],
)
def test_a_port_is_found_by_any_of_its_names(text: str, port_id: str) -> None:
    assert search_ports(text)[0].id == port_id


def test_whole_names_come_before_beginnings_and_misspellings() -> None:
    assert search_ports("kobe")[0].id == "kobe"
    found = [port.id for port in search_ports("san")]
    assert set(found[:2]) == {"santos", "san-francisco"}
    assert found.index("san-francisco") < found.index("busan")


@pytest.mark.parametrize("text", ["", " - ", "xqzw"])
def test_nothing_is_found_for_nothing_and_for_nonsense(text: str) -> None:
    assert search_ports(text) == ()


def test_every_port_is_found_first_by_its_code() -> None:
    for port in read_ports().values():
        assert search_ports(port.locode)[0] == port


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
