"""What a link shows, outside of the page that it leads to."""

import pytest

from dashboard.session.linked import (
    LinkError,
    describe_state,
    get_until,
    list_compared_dates,
    list_shown,
)
from dashboard.session.selection import Camera
from geodata.packs.pack import Pack
from tests.support.links import find_pack, read


@pytest.mark.parametrize(
    "link", ["https://maps.example.org/app/sea-lanes?closed=malacca", "/sea-lanes/?closed=malacca"]
)
def test_a_link_is_read_wherever_the_application_lies(link: str) -> None:
    view = read(link)
    assert view.link == "sea-lanes?closed=malacca"
    assert view.selection.question.closed == {"malacca"}
    assert view.ignored == ()


def test_a_link_keeps_its_brief_and_leaves_out_what_each_viewer_sets() -> None:
    view = read("explore?pack=danish-straits&names=ja&theme=dark&at=55,11,6&embed=true")
    assert view.link == "explore?at=55.000,11.000,6&pack=danish-straits"
    assert view.selection.at == Camera(55, 11, 6)


@pytest.mark.parametrize(
    ("link", "ignored"),
    [
        ("sea-lanes?closed={{7*7}}&speed=12", ("closed",)),
        ("explore?pack=../..&layers=none", ("pack",)),
        ("institutions?date=2099-01&at=nan,0,3", ("at", "date")),
    ],
)
def test_damaged_parts_are_passed_over_and_named(link: str, ignored: tuple[str, ...]) -> None:
    assert set(read(link).ignored) == set(ignored)


@pytest.mark.parametrize(
    "link", ["", "export", "https://[::1", "javascript:alert(1)", "explore?" + "a=1&" * 99]
)
def test_what_leads_to_no_map_is_refused(link: str) -> None:
    with pytest.raises(LinkError, match="no link to a map"):
        read(link)


def test_each_page_shows_its_own_layers_at_first() -> None:
    assert "members-osce" in list_shown(read("institutions"))
    assert not any(layer.startswith("band-") for layer in list_shown(read("range-bands?bands=none")))
    scene = read("briefing").known.scenes
    assert list_shown(read("briefing")) == next(iter(scene.values()))


def test_the_dates_compared_are_that_of_the_brief_and_that_of_the_last_event(nato_pack: Pack) -> None:
    assert list_compared_dates(nato_pack) == ("", "2025-10")
    assert list_compared_dates(find_pack("danish-straits")[0]) == ()
    assert [get_until(read(f"institutions?date={date}")) for date in ("", "2025-10")] == [
        "2013-10",
        "2025-10",
    ]


def test_a_moved_band_is_called_by_its_distance() -> None:
    view = read("range-bands?bands=band-aircraft:1200")
    assert describe_state(view, "Range bands").layers["band-aircraft"].endswith("1,200 km")
