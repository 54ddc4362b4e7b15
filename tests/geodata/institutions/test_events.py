"""Events in the order of time, and what the first pack has of them."""

import csv
import re
from pathlib import Path

import pytest
import shapely

from geodata.datasets import read_dataset
from geodata.errors import PackError
from geodata.geometry.geodesy import Position, measure_distance
from geodata.institutions.events import check_events, list_events
from geodata.names import Names
from geodata.packs.completeness import is_later
from geodata.packs.pack import Pack
from geodata.records.feature_tables import Feature


def make_row(**texts: str) -> Feature:
    return Feature(id="e1", names=Names(en="Event"), figures={"lat": 0, "lon": 0}, texts=texts, sources=())


@pytest.mark.parametrize("date", ["", "soon", "2013-13", "2013-04-32", "13"])
def test_an_event_needs_a_date(date: str) -> None:
    with pytest.raises(PackError, match=r"e.csv, row e1, field date: Expected a year, month or day"):
        check_events("e.csv", [make_row(date=date)], ["L1"])


def test_an_event_names_only_passages_that_there_are() -> None:
    with pytest.raises(PackError, match=r"field passage_ids: There is no passage 'X9'; known are L1, D1\."):
        check_events("e.csv", [make_row(date="2013", passage_ids="L1 X9")], ["L1", "D1"])


def test_events_come_in_the_order_of_time(nato_pack: Pack) -> None:
    events = list_events(nato_pack.layers, nato_pack.tables)
    dates = [event.date for event in events]
    assert dates == sorted(dates)
    assert events[0].date == "1993"
    assert {event.layer for event in events} == {"events-brief", "events-context", "events-later"}


def test_only_what_is_marked_so_came_after_the_brief(nato_pack: Pack) -> None:
    for event in list_events(nato_pack.layers, nato_pack.tables):
        assert is_later(event.date, nato_pack) == (event.layer == "events-later"), event.id


def test_every_event_has_a_source_a_place_and_a_passage(nato_pack: Pack) -> None:
    for event in list_events(nato_pack.layers, nato_pack.tables):
        assert event.sources, event.id
        assert event.place, event.id
        assert event.passages, event.id
        assert event.confidence in {"high", "medium"}, event.id


def test_events_are_linked_by_their_layer_to_the_passages_that_they_name(nato_pack: Pack) -> None:
    links = {layer.id: {link.passage for link in layer.links} for layer in nato_pack.layers}
    for event in list_events(nato_pack.layers, nato_pack.tables):
        assert set(event.passages) <= links[event.layer], event.id


@pytest.mark.parametrize(
    ("event", "country"),
    [
        ("osce-2012", "MNG"),
        ("croatia-2013", "HRV"),
        ("montenegro-2017", "MNE"),
        ("uk-2020", "GBR"),
        ("macedonia-2020", "MKD"),
        ("finland-2023", "FIN"),
        ("sweden-2024", "SWE"),
        ("timor-2025", "TLS"),
        ("talks-2013", "CHN"),
        ("carnegie-2013", "USA"),
        ("panetta-2013", "GBR"),
        ("eu-strategy-2014", "LUX"),
        ("arbitration-2013", "PHL"),
    ],
)
def test_points_lie_in_the_country_that_they_stand_for(nato_pack: Pack, event: str, country: str) -> None:
    countries = read_dataset("countries").set_index("id").geometry
    [row] = [row for rows in nato_pack.tables.values() for row in rows if row.id == event]
    assert countries[country].contains(shapely.Point(row.figures["lon"], row.figures["lat"]))


EVENT_SOURCES = Path(__file__).parents[2] / "data" / "event_sources.csv"
"""A second source for date and place of each event; positions from a third where it gives none."""
NEAR_KM = 12
"""How far two positions of one city may lie apart."""


def read_second_sources() -> list[dict[str, str]]:
    with EVENT_SOURCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_position(text: str) -> Position:
    """Return a position such as `35 41 N, 139 45 E`."""
    parts = re.findall(r"(\d+) (\d+) ([NSEW])", text)
    lat, lon = (
        (int(degrees) + int(minutes) / 60) * (-1 if side in "SW" else 1) for degrees, minutes, side in parts
    )
    return Position(lat, lon)


def test_every_event_has_a_second_source_that_the_pack_does_not_name_first(nato_pack: Pack) -> None:
    events = {event.id: event for event in list_events(nato_pack.layers, nato_pack.tables)}
    rows = read_second_sources()
    assert sorted(row["id"] for row in rows) == sorted(events)
    for row in rows:
        assert row["url"] != nato_pack.sources[events[row["id"]].sources[0]].url, row["id"]


@pytest.mark.parametrize("second", read_second_sources(), ids=lambda row: row["id"])
def test_date_and_place_of_an_event_are_those_of_a_second_source(
    nato_pack: Pack, second: dict[str, str]
) -> None:
    [event] = [one for one in list_events(nato_pack.layers, nato_pack.tables) if one.id == second["id"]]
    [layer] = [layer for layer in nato_pack.layers if layer.id == event.layer]
    [row] = [row for file in layer.table_files for row in nato_pack.tables[file] if row.id == event.id]
    place = Position(row.figures["lat"], row.figures["lon"])
    assert event.date.startswith(second["date"])
    assert second["place"] in f"{event.place} {event.account}"
    if second["position"]:
        apart = measure_distance(place, read_position(second["position"]))
        assert apart <= NEAR_KM + row.figures.get("uncertainty_km", 0)
    else:
        dataset = "countries" if second["area"].isupper() else "seas"
        area = read_dataset(dataset).set_index("id").geometry[second["area"]]
        assert area.buffer(0.1).covers(shapely.Point(place.lon, place.lat))


def test_few_second_sources_are_less_exact_than_the_pack(nato_pack: Pack) -> None:
    events = {event.id: event for event in list_events(nato_pack.layers, nato_pack.tables)}
    coarser = [row["id"] for row in read_second_sources() if row["date"] != events[row["id"]].date]
    assert coarser == ["carnegie-2013", "purchase-2012", "adiz-2013", "summit-2022"]
