"""Find the places that a text names, and say for each why it is this one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log10

from geodata.drafting.context import PRIORS, Cue, Surroundings, find_wanted_kind, list_cues, list_persons
from geodata.drafting.folding import FoldedText
from geodata.drafting.gazetteer import Flag, Gazetteer, Row
from geodata.drafting.mentions import Mention, find_mentions
from geodata.drafting.namesakes import Choice, Evidence, choose_bearer, lies_in
from geodata.drafting.proposals import PlaceProposal
from geodata.drafting.vocabulary import GENERIC_NAMES
from geodata.errors import Message

LEAST_SCORE = 0.0
"""Names with less are not proposed."""
STEEPNESS = 0.9
"""How fast confidence grows with the score; fitted to the share of proposals that were right."""
SETTLED_PEOPLE = 1_000_000
"""Towns and regions of this size are hardly ever named by chance."""
COUNTRIES_OF_STATES = ("USA", "CAN", "AUS")
"""Countries whose towns are told by their state or province, even where a city is called as that."""
_COMMA = re.compile(r",? ?\(| ?, ?|, in (?:the )?")
_LIST = re.compile(r"(?:,| and| or| und| oder|, and|, or|;|/|、|・|和|と) ?(?:the )?")


@dataclass(frozen=True)
class Judgement:
    """A name, the place that it would be, and how likely it is one at all."""

    mention: Mention
    """The name."""
    choice: Choice
    """The place."""
    container: Row | None
    """The region or country that stands right beside it."""
    cues: tuple[Cue, ...]
    """What speaks for and against a place."""
    score: float
    """More than `LEAST_SCORE` for a place."""


def find_places(
    folded: FoldedText, *, gazetteer: Gazetteer, is_german: bool = False, country: str | None = None
) -> tuple[PlaceProposal, ...]:
    """Return the places that a text names, in order and without overlaps.

    Parameters
    ----------
    folded
        The text.
    gazetteer
        The places.
    is_german
        Whether names may have the German genitive.
    country
        Alpha-3 code of the country that the text is about, where that is known.
    """
    mentions = find_mentions(folded, gazetteer, genitives=is_german)
    containers = _find_containers(mentions, folded.key, gazetteer)
    evidence = gather_evidence(mentions, containers, gazetteer, country=country)
    persons = list_persons(folded.key, gazetteer=gazetteer)
    judged = [
        _judge(mention, containers[index], evidence, folded.key, gazetteer=gazetteer, persons=persons)
        for index, mention in enumerate(mentions)
    ]
    weighed = _follow_text(_join_lists(judged, folded.key))
    return tuple(_propose(one, folded) for one in weighed if one.score > LEAST_SCORE)


def _find_containers(mentions: Sequence[Mention], key: str, gazetteer: Gazetteer) -> list[Row | None]:
    """Return for each name the region or country that stands behind it after a comma or in brackets."""
    containers: list[Row | None] = []
    for index, mention in enumerate(mentions):
        found = None
        if index + 1 < len(mentions):
            following = mentions[index + 1]
            between = key[mention.end : following.start]
            if _COMMA.fullmatch(between) and not following.is_adjective:
                found = _find_container(mention, following, gazetteer)
        containers.append(found)
    return containers


def _find_container(mention: Mention, following: Mention, gazetteer: Gazetteer) -> Row | None:
    """Return the region or country of a name that holds the place before it."""
    usual = choose_bearer(mention, Evidence(), gazetteer=gazetteer).row
    expected = choose_bearer(following, Evidence(), gazetteer=gazetteer).row
    if usual.kind == "country":
        return None
    is_region = usual.kind == "region" and usual.population >= SETTLED_PEOPLE
    inside = [usual] if is_region else [gazetteer.get_row(bearer.index) for bearer in mention.bearers]
    around = [gazetteer.get_row(bearer.index) for bearer in following.bearers]
    fitting = [
        row
        for row in around
        if row.kind in ("region", "country")
        and (
            row.index == expected.index
            or row.country in COUNTRIES_OF_STATES
            and row.key.startswith("region:")
        )
        and any(lies_in(one, row) for one in inside if one.kind != "country")
    ]
    return max(fitting, key=lambda row: (row.kind == "country", row.population), default=None)


def gather_evidence(
    mentions: Sequence[Mention],
    containers: Sequence[Row | None],
    gazetteer: Gazetteer,
    *,
    country: str | None,
) -> Evidence:
    """Return what the names of a text that are beyond doubt tell of where it plays."""
    evidence = Evidence()
    if country:
        evidence.countries[country] += 2
    for mention, container in zip(mentions, containers, strict=True):
        choice = choose_bearer(mention, Evidence(), gazetteer=gazetteer, container=container)
        row = choice.row
        if row.kind == "country":
            evidence.countries[row.country] += not _has_great_namesake(choice)
        elif container is not None or (choice.margin > 1.5 and _is_settled(row, mention)):  # noqa: PLR2004 - 30 times
            evidence.countries[row.country] += bool(row.country)
            evidence.regions[row.index if row.kind == "region" else -1] += 1
            evidence.places.append(row)
        if container is not None and container.kind == "region":
            evidence.regions[container.index] += 1
    evidence.regions.pop(-1, None)
    return evidence


def _has_great_namesake(choice: Choice) -> bool:
    """Tell whether the name of a country is that of a large region elsewhere, such as Georgia."""
    return any(other.kind == "region" and other.population >= SETTLED_PEOPLE for other in choice.others)


def _is_settled(row: Row, mention: Mention) -> bool:
    """Tell whether a name is that of a country, a sea or a place as well known."""
    if row.kind in ("region", "city", "port", "river", "island"):
        ambiguous = mention.flags & (Flag.GIVEN | Flag.WORD) and " " not in mention.name
        return not ambiguous and (row.population >= SETTLED_PEOPLE)
    return True


def _judge(
    mention: Mention,
    container: Row | None,
    evidence: Evidence,
    key: str,
    *,
    gazetteer: Gazetteer,
    persons: frozenset[str],
) -> Judgement:
    surroundings = Surroundings(key, mention)
    choice = choose_bearer(
        mention, evidence, gazetteer=gazetteer, container=container, wanted=find_wanted_kind(surroundings)
    )
    settled = _is_settled(choice.row, mention)
    cues = tuple(
        list_cues(
            surroundings,
            gazetteer=gazetteer,
            is_settled=settled,
            is_country=choice.row.kind == "country",
            persons=persons,
        )
    )
    score = _weigh_name(choice, mention, surroundings) + sum(cue.weight for cue in cues)
    if container is not None:
        score += 3.5
    elif evidence.countries[choice.row.country] or evidence.regions[choice.row.region]:
        score += 0.7
    elif choice.row.kind in ("city", "port"):
        score -= 0.7
    return Judgement(mention, choice, container, cues, score)


def _weigh_name(choice: Choice, mention: Mention, surroundings: Surroundings) -> float:
    """Return how far a name is a place where nothing stands beside it."""
    row, flags = choice.row, choice.flags
    weight = PRIORS[row.kind]
    if row.kind in ("city", "region"):
        weight += 0.8 * (log10(row.population + 10) - 4.0)
    if flags & Flag.ABBREVIATION or all(word in GENERIC_NAMES for word in mention.name.split()):
        return weight - 6.0
    if flags & Flag.ALTERNATE:
        weight -= 0.8
    if " " not in mention.name and row.kind not in ("country", "sea"):
        weight -= 3.0 if flags & Flag.WORD else 0.0
        weight -= 1.5 if flags & Flag.GIVEN else 0.0
        weight -= 0.7 if flags & Flag.FAMILY else 0.0
        weight -= 1.0 if flags & Flag.WORD and surroundings.starts_sentence else 0.0
    if mention.in_capitals and row.kind == "city" and row.population < SETTLED_PEOPLE:
        weight -= 2.0
    return weight


def _join_lists(judged: Sequence[Judgement], key: str) -> list[Judgement]:
    """Return the names, those raised that stand in a list with places or before the region that holds them."""
    raised = list(judged)
    for index, one in enumerate(judged):
        for other in judged[max(0, index - 1) : index + 2]:
            between = key[
                min(one.mention.end, other.mention.end) : max(one.mention.start, other.mention.start)
            ]
            if other is not one and other.score > 1.5 and _LIST.fullmatch(between):  # noqa: PLR2004 - beyond doubt
                raised[index] = replace(raised[index], score=raised[index].score + 0.8)
    for index, one in enumerate(judged[:-1]):
        if one.container is not None:
            after = judged[index + 1]
            raised[index + 1] = _take_container(after, one.container, raised[index + 1].score)
    return raised


def _take_container(after: Judgement, container: Row, score: float) -> Judgement:
    """Return the name after a comma as the region or country that holds the place before it."""
    reason = Message("it stands behind a place that lies in it")
    flags = next(bearer.flags for bearer in after.mention.bearers if bearer.index == container.index)
    choice = Choice(container, flags, after.choice.others, reason, 9.0)
    abbreviated = 9.0 if flags & Flag.ABBREVIATION else 0.0
    return replace(after, choice=choice, score=score + 2.0 + abbreviated)


def _follow_text(judged: Sequence[Judgement]) -> list[Judgement]:
    """Return the names, each as sure as the text elsewhere makes it: one name, one meaning."""
    best: dict[str, Judgement] = {}
    for one in judged:
        if one.mention.name not in best or one.score > best[one.mention.name].score:
            best[one.mention.name] = one
    return [_follow_best(one, best[one.mention.name]) for one in judged]


def _follow_best(one: Judgement, best: Judgement) -> Judgement:
    if best is one:
        return one
    against = min((cue.weight for cue in one.cues), default=0.0)
    if best.container is not None and one.container is None and not one.choice.flags & Flag.ABBREVIATION:
        one = replace(one, choice=best.choice)
    return (
        replace(one, score=max(one.score, best.score - 1.0)) if against > -2.0 and best.score > 1.0 else one
    )  # noqa: PLR2004


def _propose(one: Judgement, folded: FoldedText) -> PlaceProposal:
    start, end = folded.locate(one.mention.start, one.mention.end)
    telling = max((cue for cue in one.cues if cue.weight > 0), key=lambda cue: cue.weight, default=None)
    reason = one.choice.reason
    if one.mention.is_adjective:
        reason = Message("adjective or people of {name}", name=one.choice.row.name)
    elif telling is not None:
        reason = Message("{reason}; {cue}", reason=reason, cue=telling.reason)
    return PlaceProposal(
        start,
        end,
        folded.text[start:end],
        one.choice.row.place,
        _capitalize(reason),
        round(1 / (1 + exp(-STEEPNESS * one.score)), 2),
        tuple(row.place for row in one.choice.others[:8]),
        one.mention.is_adjective,
    )


def _capitalize(reason: Message) -> Message:
    return Message("{reason}.", reason=reason) if reason else reason


def iterate_accepted(proposals: Sequence[PlaceProposal]) -> Iterator[PlaceProposal]:
    """Yield the proposals that are places by name, without adjectives."""
    return (one for one in proposals if not one.is_adjective)
