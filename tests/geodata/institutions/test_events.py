"""Events in the order of time, and what the first pack has of them."""

import pytest
import shapely

from geodata.datasets import read_dataset
from geodata.errors import PackError
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
        ("arbitration-2013", "NLD"),
    ],
)
def test_points_lie_in_the_country_that_they_stand_for(nato_pack: Pack, event: str, country: str) -> None:
    countries = read_dataset("countries").set_index("id").geometry
    [row] = [row for rows in nato_pack.tables.values() for row in rows if row.id == event]
    assert countries[country].contains(shapely.Point(row.figures["lon"], row.figures["lat"]))
