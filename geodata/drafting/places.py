"""Find the places that a text names, and say for each why it is this one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, log10

from geodata.drafting.containers import Containers, find_containers, find_listed_regions
from geodata.drafting.context import (
    DISEASE_WEIGHT,
    PRIORS,
    Cue,
    Question,
    Surroundings,
    find_wanted_kind,
    list_cues,
    list_persons,
)
from geodata.drafting.evidence import Clue, Evidence, add_up
from geodata.drafting.folding import SearchedText
from geodata.drafting.gazetteer import Flag, Gazetteer, Row
from geodata.drafting.mentions import Mention, find_mentions
from geodata.drafting.namesakes import Choice, choose_bearer
from geodata.drafting.proposals import PlaceProposal
from geodata.drafting.vocabulary import GENERIC_NAMES
from geodata.errors import Message, SeaBriefError

LEAST_SCORE = 0.0
"""Names with less are not proposed."""
LONG_NAME = 6
"""Letters of a name that hardly means anything else where only one place bears it."""
ROUNDS = 2
"""How often the names are judged: the second time with what the first found."""
LIKELY_SCORE, LIKELY_MARGIN = 1.5, 1.0
"""A town that is likelier than that tells of its region."""
DOUBTLESS_MARGIN = 1.5
"""A well-known name is beyond doubt where its place is as much likelier than the next."""
GIVEN_COUNTRY_WEIGHT = 2
"""As how many mentions it counts that a text is said to be about a country."""
SURE_SCORE = 1.0
"""A name with more makes its other mentions likelier."""
SPEAKS_AGAINST = -2.0
"""Weight of a cue that outweighs what the name stands for elsewhere."""
STEEPNESS = 0.9
"""How fast confidence grows with the score; fitted to the share of proposals that were right."""
SETTLED_PEOPLE = 1_000_000
"""Towns and regions of this size are hardly ever named by chance."""
_LIST = re.compile(r"(?:,| and| or| und| oder|, and|, or|;|/|、|・|和|と) ?(?:the )?")


class TooManyNamesError(SeaBriefError):
    """A text names more than a person could check."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(
            Message(
                "The text has {count:,} names that may be places, and at most {most:,} are looked into. "
                "Bring a part of it.",
                count=count,
                most=most,
            )
        )
        self.count, self.most = count, most


@dataclass(frozen=True)
class Judgement:
    """A name, the place that it would be, and how likely it is one at all."""

    mention: Mention
    """The name."""
    choice: Choice
    """The place."""
    containers: Containers
    """The regions and countries that stand beside it and hold it."""
    cues: tuple[Cue, ...]
    """What speaks for and against a place."""
    score: float
    """More than `LEAST_SCORE` for a place."""


def find_places(
    folded: SearchedText,
    *,
    gazetteer: Gazetteer,
    is_german: bool = False,
    country: str | None = None,
    most_names: int | None = None,
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
    most_names
        Most names that the text may have; None for any number.

    Raises
    ------
    TooManyNamesError
        It has more.
    """
    mentions = find_mentions(folded, gazetteer, is_german=is_german)
    if most_names is not None and len(mentions) > most_names:
        raise TooManyNamesError(len(mentions), most_names)
    listed = find_listed_regions(mentions, folded.key, gazetteer)
    containers = find_containers(mentions, folded.key, gazetteer, listed=listed)
    clues = list(iterate_clues(mentions, containers, gazetteer))
    if country:
        clues += [Clue("", country)] * GIVEN_COUNTRY_WEIGHT
    persons = list_persons(folded.key, gazetteer=gazetteer)
    judged: list[Judgement] = []
    for _ in range(ROUNDS):
        evidence = add_up([*clues, *iterate_likely(judged)])
        judged = [
            _judge(
                Surroundings(folded.key, mention),
                containers[index],
                evidence.leave_out(mention.name),
                gazetteer=gazetteer,
                persons=persons,
                is_listed=index in listed,
            )
            for index, mention in enumerate(mentions)
        ]
    weighed = _follow_text(_join_lists(judged, folded.key))
    return tuple(_propose(one, folded) for one in weighed if one.score > LEAST_SCORE)


def iterate_clues(
    mentions: Sequence[Mention], containers: Sequence[Containers], gazetteer: Gazetteer
) -> Iterator[Clue]:
    """Yield what the names of a text that are beyond doubt tell of where it plays."""
    for mention, around in zip(mentions, containers, strict=True):
        choice = choose_bearer(mention, Evidence(), gazetteer=gazetteer, containers=around)
        row = choice.row
        beside = tuple(holder.index for holder in around if holder.kind == "region")
        if row.kind == "country":
            yield Clue(mention.name, "" if _has_great_namesake(choice) else row.country, beside)
        elif around or (choice.margin > DOUBTLESS_MARGIN and _is_settled(row, mention)):
            own = (row.index, row.region) if row.kind == "region" else ()
            yield Clue(mention.name, row.country, (*beside, *(one for one in own if one >= 0)), row)


def iterate_likely(judged: Sequence[Judgement]) -> Iterator[Clue]:
    """Yield the towns that are likely, each once, with the regions that they lie in."""
    seen = set()
    for one in judged:
        row = one.choice.row
        is_likely = (
            one.score > LIKELY_SCORE and one.choice.margin > LIKELY_MARGIN and row.kind in ("city", "region")
        )
        if is_likely and row.index not in seen:
            seen.add(row.index)
            yield Clue(one.mention.name, row.country, (row.region,) if row.region >= 0 else (), row)


def _has_great_namesake(choice: Choice) -> bool:
    """Tell whether the name of a country is that of a large region elsewhere, such as Georgia."""
    return any(other.kind == "region" and other.population >= SETTLED_PEOPLE for other in choice.others)


def _is_settled(row: Row, mention: Mention) -> bool:
    """Tell whether a name is that of a country, a sea or a place as well known."""
    if row.kind in ("region", "city", "port", "river", "island"):
        ambiguous = mention.flags & Flag.WORD and " " not in mention.name
        return not ambiguous and (row.population >= SETTLED_PEOPLE)
    return True


def _judge(
    surroundings: Surroundings,
    containers: Containers,
    evidence: Evidence,
    *,
    gazetteer: Gazetteer,
    persons: frozenset[str],
    is_listed: bool,
) -> Judgement:
    mention = surroundings.mention
    wanted = "region" if is_listed else find_wanted_kind(surroundings)
    choice = choose_bearer(mention, evidence, gazetteer=gazetteer, containers=containers, wanted=wanted)
    question = Question(
        surroundings, gazetteer, _is_settled(choice.row, mention), is_country=choice.row.kind == "country"
    )
    cues = tuple(list_cues(question, persons=frozenset() if containers else persons))
    score = _weigh_name(choice, mention, surroundings) + sum(cue.weight for cue in cues)
    return Judgement(
        mention, choice, containers, cues, score + _weigh_evidence(choice.row, containers, evidence)
    )


def _weigh_evidence(row: Row, containers: Containers, evidence: Evidence) -> float:
    """Return how far the rest of a text makes it likely that a name is that of a place."""
    if containers:
        return 3.5
    if evidence.countries[row.country] or evidence.regions[row.region]:
        return 0.7
    return -0.7 if row.kind in ("city", "port") else 0.0


def _weigh_name(choice: Choice, mention: Mention, surroundings: Surroundings) -> float:
    """Return how far a name is a place where nothing stands beside it."""
    row, flags = choice.row, choice.flags
    weight = PRIORS[row.kind]
    if row.kind in ("city", "region"):
        weight += 0.8 * (log10(row.population + 10) - 4.0)
    weight += 1.0 if row.capital else 0.0
    if len(mention.bearers) == 1 and not mention.flags and len(mention.name) >= LONG_NAME:
        weight += 0.8
    if flags & Flag.ABBREVIATION or all(word in GENERIC_NAMES for word in mention.name.split()):
        return weight - 6.0
    if flags & Flag.ALTERNATE:
        weight -= 0.8
    if " " not in mention.name and row.kind not in ("country", "sea"):
        weight -= 3.0 if flags & Flag.WORD else 0.0
        weight -= (0.7 if row.population > SETTLED_PEOPLE else 1.5) if flags & Flag.GIVEN else 0.0
        weight -= 0.7 if flags & Flag.FAMILY else 0.0
        weight -= 1.0 if flags & Flag.WORD and surroundings.starts_sentence else 0.0
    if mention.in_capitals and row.kind == "city" and row.population < SETTLED_PEOPLE:
        weight -= 2.0
    return weight


def _join_lists(judged: Sequence[Judgement], key: str) -> list[Judgement]:
    """Return the names, those raised that stand in a list with places or behind a place that they hold."""
    raised = list(judged)
    for index, one in enumerate(judged):
        for other in judged[max(0, index - 1) : index + 2]:
            between = key[
                min(one.mention.end, other.mention.end) : max(one.mention.start, other.mention.start)
            ]
            if other is not one and other.score > 1.5 and _LIST.fullmatch(between):  # noqa: PLR2004 - beyond doubt
                raised[index] = replace(raised[index], score=raised[index].score + 0.8)
    for index, one in enumerate(judged[:-1]):
        if one.containers:
            raised[index + 1] = _take_container(judged[index + 1], one.containers[0], raised[index + 1].score)
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
        known = best.get(one.mention.name)
        if known is None or (bool(one.containers), one.score) > (bool(known.containers), known.score):
            best[one.mention.name] = one
    ill = {one.mention.name for one in judged if any(cue.weight == DISEASE_WEIGHT for cue in one.cues)}
    return [
        _doubt_disease(one) if one.mention.name in ill else _follow_best(one, best[one.mention.name])
        for one in judged
    ]


def _doubt_disease(one: Judgement) -> Judgement:
    """Return a name that a disease of the text bears, less likely where nothing beside it tells a place."""
    is_told = one.choice.row.kind == "country" or any(cue.weight > 1.0 for cue in one.cues) or one.containers
    return one if is_told else replace(one, score=one.score + DISEASE_WEIGHT)


def _follow_best(one: Judgement, best: Judgement) -> Judgement:
    """Return a name with the place and nearly the score of its surest mention, where little objects."""
    if best is one:
        return one
    if best.containers and not one.containers and not one.choice.flags & Flag.ABBREVIATION:
        one = replace(one, choice=best.choice)
    weights = [cue.weight for cue in one.cues]
    is_word = one.choice.flags & Flag.WORD and max(weights, default=0.0) <= 0
    if is_word or min(weights, default=0.0) <= SPEAKS_AGAINST or best.score <= SURE_SCORE:
        return one
    return replace(one, score=max(one.score, best.score - SURE_SCORE))


def _propose(one: Judgement, folded: SearchedText) -> PlaceProposal:
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
