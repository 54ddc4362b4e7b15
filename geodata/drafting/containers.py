"""Read which region or country stands beside a name and holds its place."""

import re
from collections.abc import Iterator, Sequence

from geodata.drafting.evidence import Evidence
from geodata.drafting.gazetteer import Gazetteer, Row
from geodata.drafting.mentions import Mention
from geodata.drafting.namesakes import choose_bearer, lies_in
from geodata.drafting.vocabulary import KINDS_OF_CLASSES

Containers = tuple[Row, ...]
"""Regions and countries that hold a place, the nearest to its name first: Allen County, Ohio."""
COUNTRIES_OF_STATES = ("USA", "CAN", "AUS")
"""Countries whose towns are told by their state or province, even where a city is called as that."""
GREAT_REGION_PEOPLE = 1_000_000
"""A region with as many people is known by its name alone."""
KNOWN_TOWN_PEOPLE = 50_000
"""A town as large may be meant by the name of a great region where its own region stands beside it."""
HOLDERS = ("region", "country", "island")
"""Kinds of places that hold others."""
TOWNS = {word for word, kind in KINDS_OF_CLASSES.items() if kind == "city"} | {
    "capital",
    "commune",
    "settlement",
    "community",
    "suburb",
    "borough",
    "hamlet",
}
"""Words by which a text calls a place a town."""
LEAST_LISTED = 3
"""From so many names on, a list of regions is seen as one."""
_COMMA = re.compile(r" ?, ?")
_BESIDE = re.compile(r",? ?\(| ?, ?|,? in (?:the )?")
_DESCRIBED = re.compile(
    r"(?: \([^()\n]{0,80}\))?,? (?:is|was|are|ist|war|liegt)(?P<told> [^.;\n]{0,80})? "
    r"(?:in|on|of|von|im|auf) (?:the |der |den |dem )?(?:[a-zäöü'-]+ (?:of )?(?:the )?){0,4}"
)
_CONJUNCTION = re.compile(r"\b(?:and|or|und|oder)\b|&")
_LISTED = re.compile(r"(?: ?,|,? and|,? or| und| oder| &) ?(?:the )?")


def find_containers(
    mentions: Sequence[Mention], key: str, gazetteer: Gazetteer, *, listed: frozenset[int]
) -> list[Containers]:
    """Return for each name what holds its place by the words behind it.

    That is a region or country after a comma or in brackets, as in "Birmingham, Alabama" and "Hamm
    (Germany)", or in a description, as in "Lima is a city in Allen County, Ohio".

    Parameters
    ----------
    mentions
        The names of a text.
    key
        The folded text.
    gazetteer
        The places.
    listed
        Indexes of names that stand in a list of regions, where a comma only parts.
    """
    containers: list[Containers] = [()] * len(mentions)
    for index in range(len(mentions) - 2, -1, -1):
        mention, following = mentions[index], mentions[index + 1]
        between = key[mention.end : following.start]
        if following.is_adjective or index in listed:
            continue
        described = _DESCRIBED.fullmatch(between)
        if described or _BESIDE.fullmatch(between):
            is_town = bool(described and TOWNS.intersection((described["told"] or "").split()))
            row = _find_container(
                mention,
                following,
                containers[index + 1],
                gazetteer,
                is_town=is_town or (bool(_COMMA.fullmatch(between)) and _names_state(following, gazetteer)),
            )
            containers[index] = (row, *containers[index + 1]) if row else ()
    return containers


def _names_state(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is that of a state by which towns are told, and of nothing better known."""
    return _is_state(choose_bearer(mention, Evidence(), gazetteer=gazetteer).row)


def _find_container(
    mention: Mention, following: Mention, around: Containers, gazetteer: Gazetteer, *, is_town: bool
) -> Row | None:
    """Return the region or country of a name that holds the place before it.

    `is_town` tells whether the text calls the place a town, which a country of that name is not.
    """
    usual = choose_bearer(mention, Evidence(), gazetteer=gazetteer).row
    expected = choose_bearer(following, Evidence(), gazetteer=gazetteer, containers=around).row
    if usual.kind == "country" and not is_town:
        return None
    is_great = usual.kind == "region" and usual.population >= GREAT_REGION_PEOPLE
    bearers = [gazetteer.get_row(bearer.index) for bearer in mention.bearers]
    inside = [row for row in bearers if row == usual or not is_great or row.population >= KNOWN_TOWN_PEOPLE]
    fitting = [
        row
        for bearer in following.bearers
        for row in [gazetteer.get_row(bearer.index)]
        if row.kind in HOLDERS
        and (row.index == expected.index or _is_state(row))
        and any(lies_in(one, row) for one in inside if one.kind != "country")
    ]
    return max(fitting, key=lambda row: (row.index == expected.index, row.population), default=None)


def _is_state(row: Row) -> bool:
    return row.country in COUNTRIES_OF_STATES and row.key.startswith("region:")


def find_listed_regions(mentions: Sequence[Mention], key: str, gazetteer: Gazetteer) -> frozenset[int]:
    """Return the indexes of names that stand in a list which is mostly one of regions."""
    listed: set[int] = set()
    for run in _iterate_lists(mentions, key):
        if len(run) >= LEAST_LISTED and _CONJUNCTION.search(
            key, mentions[run[-2]].end, mentions[run[-1]].start
        ):
            usual = [choose_bearer(mentions[index], Evidence(), gazetteer=gazetteer).row for index in run]
            if sum(row.kind == "region" for row in usual) > 0.6 * len(run):
                listed.update(run)
    return frozenset(listed)


def _iterate_lists(mentions: Sequence[Mention], key: str) -> Iterator[range]:
    """Yield the runs of names that only commas and conjunctions part."""
    first = 0
    for index in range(1, len(mentions) + 1):
        goes_on = index < len(mentions) and _LISTED.fullmatch(
            key[mentions[index - 1].end : mentions[index].start]
        )
        if not goes_on:
            yield range(first, index)
            first = index
