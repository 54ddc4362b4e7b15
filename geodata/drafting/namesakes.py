"""Decide which of the places that bear a name is meant."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log10

from geodata.drafting.evidence import Evidence
from geodata.drafting.folding import fold_name
from geodata.drafting.gazetteer import KM_PER_DEGREE, Flag, Gazetteer, Row, measure_apart
from geodata.drafting.mentions import Mention
from geodata.errors import Message

SAME_KM = 60.0
"""Places of one name that are this near are one place: a town and its port, a city and its province."""
CAPITAL_WEIGHT = 1.6
"""How much likelier a capital is than another town as large."""
CITY_OF_REGION_PEOPLE, CITY_OF_REGION_WEIGHT = 300_000, 0.2
"""How much likelier a city of this size is than its region where both are called alike, as in New York."""
WITHIN_KM = 150.0
"""A town this near to the middle of a district, of which no package tells what lies in it, may lie in it."""
FIRST_ORDER = re.compile(r"region:[A-Z]{2}:")
"""Ids of the regions of which it is known what lies in them."""
PEOPLE_WEIGHT = 1.3
"""How much ten times as many people make a place likelier."""
MANY_NAMED, ELSEWHERE_WEIGHT = 3, 0.8
"""A town is less likely where the text names countries so often and never its own."""
MOST_NEAR = 5
"""More places near it make a place no likelier."""
BESIDE_KM = 300.0
"""A place this near to another one of the text is likelier than one far away."""
ACCENTS_WEIGHT = 3.0
"""How much likelier a place is whose name has the accents that the text writes, such as Münster."""
WANTED_WEIGHT = 6.0
"""How much likelier a place of the kind is that the text tells, as in "the town of X"."""
KIND_WEIGHTS = {
    "country": 12.0,
    "sea": 11.5,
    "strait": 11.5,
    "canal": 11.5,
    "lake": 10.0,
    "island": 9.0,
    "feature": 9.0,
    "river": 9.0,
    "region": 0.0,
    "port": 5.0,
    "city": 0.0,
}
"""How well places of a kind are known, in steps of `PEOPLE_WEIGHT`; towns and regions go by their people."""


@dataclass(frozen=True)
class Choice:
    """The place that is meant by a name."""

    row: Row
    """The place."""
    flags: int
    """What is known of the name as the name of this place."""
    others: tuple[Row, ...]
    """Other places of the name, the likelier ones first; those beside it left out."""
    reason: Message
    """Why this one, as a clause."""
    margin: float
    """How much likelier it is than the next one."""


def choose_bearer(
    mention: Mention,
    evidence: Evidence,
    *,
    gazetteer: Gazetteer,
    containers: Sequence[Row] = (),
    wanted: str = "",
) -> Choice:
    """Return the place that a name means.

    Parameters
    ----------
    mention
        The name.
    evidence
        What the rest of the text tells.
    gazetteer
        The places.
    containers
        Regions and countries that stand beside the name and hold the place, as in "Birmingham, Alabama".
    wanted
        The kind of place that stands beside the name, as in "the state of Washington"; empty where none does.
    """
    rows = [(gazetteer.get_row(bearer.index), bearer.flags) for bearer in mention.bearers]
    states = {row.country for row, _ in rows if row.kind == "country"}
    weighed = {
        row.index: _weigh(row, flags, evidence, containers, states=states, wanted=wanted)
        for row, flags in rows
    }
    for row, _ in rows:
        if _lacks_accents(row, mention.written):
            weight, told_reason = weighed[row.index]
            weighed[row.index] = (weight - ACCENTS_WEIGHT, told_reason)
    told = [
        (weighed[row.index] if wanted or containers else _raise_seat(row, weighed), row, flags)
        for row, flags in rows
    ]
    told.sort(key=lambda one: (-one[0][0], one[1].index))
    (best, reason), row, flags = told[0]
    rest = [(weight[0], other) for weight, other, _ in told[1:] if measure_apart(row, other) > SAME_KM]
    margin = best - rest[0][0] if rest else 9.0
    others = tuple(other for _, other in rest)
    return Choice(row, flags, others, _tell(row, others, reason), margin)


def _lacks_accents(row: Row, written: str) -> bool:
    """Tell whether the name of a place is the one that a text writes but for the accents of the text."""
    plain = fold_name(written)
    return plain != written and row.name.casefold() == plain.casefold()


def _raise_seat(
    row: Row, weighed: Mapping[int, tuple[float, Message | None]]
) -> tuple[float, Message | None]:
    """Return the weight of a place; a city is likelier than the region around it that is called as it is."""
    weight, reason = weighed[row.index]
    if row.region in weighed and row.population >= CITY_OF_REGION_PEOPLE:
        return max(weight, weighed[row.region][0] + CITY_OF_REGION_WEIGHT), reason
    return weight, reason


def _weigh(
    row: Row,
    flags: int,
    evidence: Evidence,
    containers: Sequence[Row],
    *,
    states: Collection[str],
    wanted: str,
) -> tuple[float, Message | None]:
    """Return how likely a place is meant, and what decides for it.

    `states` are the countries that bear the name themselves, and so hide the towns and regions in them.
    """
    weight = _weigh_fame(row)
    if flags & Flag.ALTERNATE:
        weight -= 5.0 if states else 2.0
    if holding := [container for container in containers if lies_in(row, container)]:
        return weight + 8.0 + 4.0 * len(holding), Message("{name} is named beside it", name=holding[-1].name)
    if wanted == row.kind:
        weight += WANTED_WEIGHT
    if row.kind != "country" and row.country in states:
        weight -= 6.0
    if row.index not in evidence.weighed:
        reasons = list(_list_reasons(row, evidence))
        telling = max(reasons, key=lambda one: one[0])[1] if reasons else None
        evidence.weighed[row.index] = (sum(added for added, _ in reasons), telling)
    added, reason = evidence.weighed[row.index]
    if sum(evidence.countries.values()) >= MANY_NAMED and not evidence.countries[row.country]:
        added -= ELSEWHERE_WEIGHT
    if reason is None and wanted == row.kind:
        reason = Message("the text says what kind of place it is")
    return weight + added, reason


def _weigh_fame(row: Row) -> float:
    """Return how well a place is known."""
    weight = KIND_WEIGHTS[row.kind] + (CAPITAL_WEIGHT if row.capital else 0.0)
    return weight + PEOPLE_WEIGHT * log10(row.population + 10) if row.kind in ("region", "city") else weight


def _list_reasons(row: Row, evidence: Evidence) -> Iterator[tuple[float, Message]]:
    if row.kind == "country" or not (evidence.countries or evidence.regions or evidence.places):
        return
    named = sum(evidence.countries.values()) or 1
    if evidence.countries[row.country]:
        share = evidence.countries[row.country] / named
        yield 0.5 + 1.0 * share, Message("the text names the country that it lies in")
    if evidence.regions[row.region]:
        told = 0.6 + 0.3 * min(evidence.regions[row.region], 4)
        yield told, Message("the text names the region that it lies in")
    if near := len(list(islice(_iterate_near(row, evidence.places), MOST_NEAR))):
        yield 0.2 + 0.15 * near, Message("other places of the text lie near it")


def _iterate_near(row: Row, others: Sequence[Row]) -> Iterator[Row]:
    for other in others:
        is_worth_measuring = abs(row.lat - other.lat) * KM_PER_DEGREE < BESIDE_KM and other.index != row.index
        if is_worth_measuring and measure_apart(row, other) < BESIDE_KM:
            yield other


def lies_in(row: Row, container: Row) -> bool:
    """Tell whether a place lies in a region or country."""
    if row.index == container.index:
        return False
    if container.kind == "country":
        return row.country == container.country
    if container.index == row.region:
        return True
    is_first_order = FIRST_ORDER.match(container.key)
    if is_first_order or row.kind in ("country", "region") or row.country != container.country:
        return False
    return measure_apart(row, container) < WITHIN_KM


def _tell(row: Row, others: Sequence[Row], reason: Message | None) -> Message:
    if not others:
        return reason or Message("no other place of the gazetteer has this name")
    count = len(others) + 1
    if reason is not None:
        return Message("one of {count} places of that name; {reason}", count=count, reason=reason)
    larger = [other for other in others if other.population > row.population]
    if larger or row.kind not in ("city", "region"):
        return Message("the best known of {count} places of that name", count=count)
    return Message("the largest of {count} places of that name", count=count)
