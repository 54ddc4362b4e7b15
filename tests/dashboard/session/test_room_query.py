"""What of a link a room keeps."""

import pytest

from dashboard.installation import SEEDS
from dashboard.packs import PACK
from dashboard.session.room_query import check_query
from geodata.packs.pack import read_pack

SCENE = read_pack(PACK).scenes[0].id
OTHER = read_pack(SEEDS / "danish-straits").scenes[0].id


@pytest.mark.parametrize(
    "query",
    [
        f"scene={SCENE}",
        f"scene={SCENE}&layers=none&at=26.500%2C123.500%2C6.25",
        f"scene={SCENE}&feature=actors",
        f"scene={SCENE}&closed=malacca",
        f"scene={OTHER}&pack=danish-straits",
        "page=sea-lanes&from=rotterdam&to=mumbai&closed=suez",
        "page=range-bands&bands=band-medium-range%3A1800",
        "page=institutions&date=2013-10",
        "page=explore&layers=none&pack=danish-straits",
        "page=islands",
    ],
)
def test_a_selection_is_kept_as_a_link_says_it(query: str) -> None:
    assert check_query(query) == query


def test_what_each_viewer_sets_for_himself_is_left_out() -> None:
    assert check_query(f"scene={SCENE}&theme=dark&names=ja") == f"scene={SCENE}"
    assert check_query(f"scene={SCENE}&room=AAAAAA&note=secret") == f"scene={SCENE}"
    assert check_query("page=islands&lang=de&positions=mgrs&theme=dark") == "page=islands"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "scene",
        "scene=",
        "scene=nowhere",
        "scene={{7*7}}",
        "layers=none",
        "page=sea-lanes&closed=nowhere",
        "page=export",
        "page=briefing",
        "page=//example.org",
        f"page=sea-lanes&scene={SCENE}",
        f"scene={SCENE}&layers=nothing",
        f"scene={SCENE}&at=100,0,5",
        f"scene={SCENE}&at=nan,0,5",
        f"scene={SCENE}&feature=../a",
        f"scene={SCENE}&pack=/etc",
        f"scene={SCENE}&pack=danish-straits",
        f"scene={SCENE}" + "&a=b" * 40,
    ],
)
def test_what_names_nothing_is_refused(query: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - there is nothing to say to whoever sends it
        check_query(query)
