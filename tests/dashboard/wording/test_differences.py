"""What is told of two states of the map: what each is, and by what they differ."""

from dashboard.i18n.texts import ENGLISH
from dashboard.session.linked import describe_state
from dashboard.wording.comparison import ComparedState, Difference, head_state, tell_differences
from tests.support.links import read


def state(link: str) -> ComparedState:
    return describe_state(read(link), "Page")


def tell(left: str, right: str) -> dict[str, tuple[str, ...]]:
    return {told.heading: told.items for told in tell_differences(state(left), state(right))}


def test_a_state_is_headed_by_what_makes_it_one() -> None:
    assert head_state(state("sea-lanes")).title == ENGLISH.all_open
    assert head_state(state("sea-lanes?closed=malacca")).title == "With Strait of Malacca closed"
    assert head_state(state("institutions")).title == "Up to October 2013"
    assert head_state(state("briefing?scene=talks")).title == "Talks in Beijing"
    head = head_state(state("explore"))
    assert (head.title, head.detail) == ("NATO Goes East", "Page · October 2013")


def test_the_longer_lane_is_told_against_the_shorter_one_whichever_side_it_is_on() -> None:
    lane = "Ras Tanura – Yokohama"
    ends = "from=ras-tanura&to=yokohama&ship=none"
    opened, closed = f"sea-lanes?{ends}", f"sea-lanes?{ends}&closed=malacca"
    told = tell(opened, closed)[lane]
    assert told[0].startswith("All straits open: ")
    assert "nm more" in told[1]
    assert tell(closed, opened)[lane] == told[::-1]


def test_a_lane_that_is_cut_off_says_why() -> None:
    cut = tell("sea-lanes?from=ras-tanura", "sea-lanes?from=ras-tanura&closed=hormuz")
    assert any(ENGLISH.no_route in item for items in cut.values() for item in items)


def test_between_two_dates_events_are_told_and_those_after_the_brief_apart() -> None:
    told = tell("institutions?date=2013-06", "institutions?date=2014-03")
    between, after, *_ = told
    assert between.endswith("between June 2013 and March 2014")
    assert after.endswith("after the brief, up to March 2014")
    assert "18 March 2014: Crimea annexed by Russia" in told[after]
    note = ENGLISH.members_as_of.format(date="October 2013")
    assert (note,) in told.values()


def test_who_joined_a_body_between_two_dates_is_named() -> None:
    told = tell("institutions?date=2011-06", "institutions?date=2012-01")
    assert "Russia" in told["Joined EAS"][0]


def test_layers_of_one_side_alone_are_named_by_side() -> None:
    left, right = state("explore?layers=members-nato"), state("explore?layers=members-eu")
    titles = [next(iter(one.layers.values())) for one in (left, right)]
    assert tell_differences(left, right) == (
        Difference(ENGLISH.only_on["left"], (titles[0],)),
        Difference(ENGLISH.only_on["right"], (titles[1],)),
    )


def test_two_briefs_are_cited_and_the_same_state_differs_in_nothing() -> None:
    assert tell("explore", "explore") == {}
    [cited] = tell("explore", "explore?pack=danish-straits").values()
    assert ["NATO Goes East" in cited[0], "Three Doors" in cited[1]] == [True, True]
