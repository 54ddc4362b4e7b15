"""Decide which of the places that bear a name is meant."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

from geodata.drafting.gazetteer import Flag, Gazetteer, Row, measure_apart
from geodata.drafting.mentions import Mention
from geodata.errors import Message

SAME_KM = 60.0
"""Places of one name that are this near are one place: a town and its port, a city and its province."""
BESIDE_KM = 300.0
"""A place this near to another one of the text is likelier than one far away."""
KIND_WEIGHTS = {
    "country": 9.0,
    "sea": 8.5,
    "strait": 8.5,
    "canal": 8.5,
    "lake": 7.5,
    "island": 7.0,
    "feature": 7.0,
    "river": 7.0,
    "region": 0.0,
    "port": 4.0,
    "city": 0.0,
}
"""How well places of a kind are known, in tens of people as a power of ten; towns and regions go by their people."""


@dataclass
class Evidence:
    """What a text tells of where it plays."""

    countries: Counter[str] = field(default_factory=Counter)
    """Alpha-3 code -> how often the country is named."""
    regions: Counter[int] = field(default_factory=Counter)
    """Row of a region -> how often it is named."""
    places: list[Row] = field(default_factory=list)
    """Places that are beyond doubt."""


@dataclass(frozen=True)
class Choice:
    """The place that is meant by a name."""

    row: Row
    """The place."""
    flags: Flag
    """What is known of the name as the name of this place."""
    others: tuple[Row, ...]
    """Other places of the name, the likelier ones first; those beside it left out."""
    reason: Message
    """Why this one, as a clause."""
    margin: float
    """How much likelier it is than the next one."""


def choose_bearer(
    mention: Mention, evidence: Evidence, *, gazetteer: Gazetteer, container: Row | None = None
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
    container
        The region or country that stands right beside the name, as in "Birmingham, Alabama".
    """
    rows = [(gazetteer.get_row(bearer.index), bearer.flags) for bearer in mention.bearers]
    told = [(_weigh(row, flags, evidence, container), row, flags) for row, flags in rows]
    told.sort(key=lambda one: (-one[0][0], one[1].index))
    (best, reason), row, flags = told[0]
    rest = [(weight[0], other) for weight, other, _ in told[1:] if measure_apart(row, other) > SAME_KM]
    margin = best - rest[0][0] if rest else 9.0
    others = tuple(other for _, other in rest)
    return Choice(row, flags, others, _tell(row, others, reason), margin)


def _weigh(row: Row, flags: Flag, evidence: Evidence, container: Row | None) -> tuple[float, Message | None]:
    """Return how likely a place is meant, and what decides for it."""
    weight = KIND_WEIGHTS[row.kind] + (log10(row.population + 10) if row.kind in ("region", "city") else 0)
    if flags & Flag.ALTERNATE:
        weight -= 2.0
    if container is not None and lies_in(row, container):
        return weight + 12.0, Message("{name} is named beside it", name=container.name)
    reasons = list(_list_reasons(row, evidence))
    weight += sum(added for added, _ in reasons)
    return weight, max(reasons, key=lambda one: one[0])[1] if reasons else None


def _list_reasons(row: Row, evidence: Evidence) -> Iterable[tuple[float, Message]]:
    if row.kind == "country":
        return
    named = sum(evidence.countries.values()) or 1
    if evidence.countries[row.country]:
        share = evidence.countries[row.country] / named
        yield 1.0 + 1.5 * share, Message("the text names the country that it lies in")
    if evidence.regions[row.region]:
        yield 2.5, Message("the text names the region that it lies in")
    near = sum(measure_apart(row, other) < BESIDE_KM for other in evidence.places if other.index != row.index)
    if near:
        yield 0.8 + 0.3 * min(near, 4), Message("other places of the text lie near it")


def lies_in(row: Row, container: Row) -> bool:
    """Tell whether a place lies in a region or country."""
    if row.index == container.index:
        return False
    if container.kind == "country":
        return row.country == container.country
    if container.index == row.region:
        return True
    same_country = bool(container.country) and row.country == container.country
    return same_country and row.kind != "country" and measure_apart(row, container) < BESIDE_KM


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
