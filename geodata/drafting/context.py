"""Judge by what stands beside a name whether it stands for a place."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from geodata.drafting import vocabulary as words
from geodata.drafting.gazetteer import Flag, Gazetteer
from geodata.drafting.mentions import Mention
from geodata.errors import Message

BEFORE, AFTER = 60, 60
"""Characters beside a name that are looked at."""
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'./-]*)\.? \Z")
_WORD_AFTER = re.compile(r"\A ([^\W\d_][\w'./-]*)")
_OF_BEFORE = re.compile(r"([^\W\d_]+) (?:of|von) (?:the )?(?:(?:North|South|East|West|Central)(?:ern)? )?\Z")
_RUN_AFTER = re.compile(r"\A((?: (?:of|and|for|the|[A-Z][\w'-]*|\d+ers))+)")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n\"“”»«)(]|- ) ?\Z")
_JOINED = re.compile(r"\b([A-Z][a-z]+)-\Z")
_INITIAL = re.compile(r"\b[A-Z]\. ?\Z")
_PARTICLE = re.compile(r"\A[ -](?:el|al|de|del|da|do|dos|la|le|ibn|bin|van|von)[ -][A-Z]")


@dataclass(frozen=True)
class Cue:
    """Something beside a name that speaks for or against a place."""

    weight: float
    """More than 0 speaks for a place."""
    reason: Message
    """What it is, as a clause."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """A name with what stands beside it."""

    key: str
    """The folded text."""
    mention: Mention
    """The name."""

    @cached_property
    def before(self) -> str:
        """What stands before the name."""
        return self.key[max(0, self.mention.start - BEFORE) : self.mention.start]

    @cached_property
    def after(self) -> str:
        """What stands after the name."""
        return self.key[self.mention.end : self.mention.end + AFTER]

    @cached_property
    def word_before(self) -> str:
        """The word right before it; empty where a mark stands between."""
        found = _WORD_BEFORE.search(self.before)
        return found[1].rstrip(".") if found else ""

    @cached_property
    def word_after(self) -> str:
        """The word right after it; empty where a mark stands between."""
        found = _WORD_AFTER.match(self.after)
        return found[1].rstrip(".") if found else ""

    @cached_property
    def word_before_starts_sentence(self) -> bool:
        """Whether the word before it is the first of a sentence."""
        found = _WORD_BEFORE.search(self.before)
        return bool(found and _SENTENCE_START.search(self.before[: found.start()]))

    @cached_property
    def is_dateline(self) -> bool:
        """Whether it stands at the head of a report, as in "LONDON (Reuters) -"."""
        return bool(self.starts_sentence and self.mention.in_capitals and _DATELINE.match(self.after))

    @cached_property
    def starts_sentence(self) -> bool:
        """Whether the name is the first word of a sentence."""
        return bool(_SENTENCE_START.search(self.before))


_DATELINE = re.compile(
    r"\A(?:, [A-Z][\w. ]{1,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?(?:\([^()\n]{2,30}\) ?)?(?:-|--|:) "
)


def find_wanted_kind(here: Surroundings) -> str:
    """Return the kind of place that the words beside a name tell; empty where they tell none."""
    found = _OF_BEFORE.search(here.before)
    beside = (found[1] if found else "", here.word_before, here.word_after)
    return next((words.KINDS_OF_CLASSES[word] for word in beside if word in words.KINDS_OF_CLASSES), "")


@dataclass(frozen=True, eq=False)
class Question:
    """A name that may stand for a place, and what is known of that place."""

    here: Surroundings
    """The name in its text."""
    gazetteer: Gazetteer
    """Names of persons, and of places."""
    is_settled: bool
    """Whether the name is that of a country, region or sea, which hardly anything else is called by."""
    is_country: bool
    """Whether it is that of a country, whose offices are called by it."""


DISEASE_WEIGHT = -4.0
"""Of a name that a disease is called by."""
Rule = Callable[[Question], Cue | None]


def list_cues(question: Question, *, persons: frozenset[str]) -> Iterator[Cue]:
    """Yield what speaks for or against a place: of the words before it, of those behind it, and of the rest.

    Parameters
    ----------
    question
        The name.
    persons
        Names of persons that the text has elsewhere.
    """
    for rules in (RULES_BEFORE, RULES_AFTER):
        found = next(filter(None, (rule(question) for rule in rules)), None)
        if found:
            yield found
    here = question.here
    if here.is_dateline:
        yield Cue(4.0, Message("it stands at the head of a report"))
    if here.mention.name in persons:
        yield Cue(-3.5, Message("a person of the text is called so"))


def _judge_of(question: Question) -> Cue | None:
    """Judge a noun with "of" before a name: "the city of", "the University of"."""
    found = _OF_BEFORE.search(question.here.before)
    if found and (found[1] in words.CLASSES or found[1] in words.ORGANIZATION_OF):
        weight = 3.0 if found[1] in words.CLASSES else -8.0
        return Cue(weight, Message('"{word} of" stands before it', word=found[1]))
    return None


def _judge_word_before(question: Question) -> Cue | None:
    word = question.here.word_before
    if word in words.TITLES:
        is_office = question.is_settled and not word[0].isupper()
        return Cue(-1.0 if is_office else -5.0, Message("a title stands before it"))
    if word in words.SHIP_PREFIXES or word in words.SHIP_CLASSES:
        return Cue(-5.0, Message("a ship is called so"))
    if word in words.ORGANIZATION_BEFORE:
        return Cue(-5.0, Message('with "{word}" it is something else', word=word))
    weight = next(
        (weight for known, weight in _WEIGHTS_BEFORE if word in known or word.lower() in known), 0.0
    )
    return Cue(weight, Message('"{word}" stands before it', word=word)) if weight else None


_WEIGHTS_BEFORE = ((words.FIRMLY_LOCATIVE, 2.0), (words.CLASSES, 1.5), (words.LOCATIVE, 1.0))


def _judge_initial(question: Question) -> Cue | None:
    joined = _JOINED.search(question.here.before)
    if joined and not question.is_settled and not question.gazetteer.find_bearers(joined[1]):
        return Cue(-3.0, Message("it is part of a longer name"))
    if _INITIAL.search(question.here.before):
        return Cue(-4.0, Message("an initial stands before it"))
    return None


def _judge_capital_before(question: Question) -> Cue | None:
    """Judge a word with a capital right before a name."""
    here = question.here
    word = here.word_before
    if not word or not word[0].isupper() or word in words.MODIFIERS or here.mention.in_capitals:
        return None
    flags = question.gazetteer.get_flags(word)
    opens = here.word_before_starts_sentence and flags & Flag.WORD
    if flags & Flag.GIVEN and not (opens and question.is_settled):
        return Cue(-2.5 if question.is_settled else -4.5, Message("a given name stands before it"))
    if opens or flags & Flag.ADJECTIVE:
        return None
    return Cue(-0.7 if question.is_settled else -2.5, Message("it is part of a longer name"))


def _judge_mark_after(question: Question) -> Cue | None:
    """Judge what is no word of its own behind a name, and names of diseases."""
    here = question.here
    if here.word_after.split("-")[0] in words.DISEASE_NOUNS or here.after.startswith("-like"):
        return Cue(DISEASE_WEIGHT, Message("a disease is called so"))
    if here.after.startswith("$") or here.before.endswith("$"):
        return Cue(-9.0, Message("it stands for a currency"))
    if _PARTICLE.match(here.after):
        return Cue(-3.0, Message("it is part of a longer name"))
    return Cue(0.3, Message("it has a genitive")) if here.after.startswith("'s") else None


def _judge_organization(question: Question) -> Cue | None:
    """Judge a longer name of an organisation that begins with a name."""
    here = question.here
    found = _RUN_AFTER.match(here.after)
    if not found or here.mention.in_capitals:
        return None
    first, *rest = found[1].split()
    is_office = question.is_country and any(word[0].isupper() for word in rest)
    if first in words.ORGANIZATION_NOUNS and first not in words.PLACE_NOUNS and not is_office:
        return Cue(-9.0, Message('with "{word}" it is something else', word=first))
    heads = [word for word in rest[:4] if word in words.ORGANIZATION_NOUNS]
    if heads and not question.is_country:
        weight = -8.0 if heads[-1] in words.ACADEMIC_NOUNS else -5.0
        return Cue(weight, Message('with "{word}" it is something else', word=heads[-1]))
    return None


def _judge_word_after(question: Question) -> Cue | None:
    word, settled = question.here.word_after, question.is_settled
    if word in words.NATURAL_NOUNS:
        weight = -4.0 if word in words.WATER_NOUNS else -1.5
        if word in words.WATER_NOUNS or not settled:
            return Cue(weight, Message("it is part of a longer name"))
    if word in words.PLACE_NOUNS:
        return Cue(1.0, Message('"{word}" stands after it', word=word))
    if word in words.PEOPLE_NOUNS:
        return Cue(1.2, Message('"{word}" stands after it', word=word))
    if word in words.OFFICES:
        return Cue(0.0 if settled else -1.5, Message('"{word}" stands after it', word=word))
    return None


def _judge_capital_after(question: Question) -> Cue | None:
    """Judge a word with a capital right behind a name."""
    here = question.here
    if not here.word_after[:1].isupper() or here.mention.in_capitals:
        return None
    flags = question.gazetteer.get_flags(here.word_after)
    if here.mention.flags & Flag.GIVEN and (flags & Flag.FAMILY or not flags & Flag.WORD):
        return Cue(-5.5, Message("it is the given name of a person"))
    if flags & Flag.ADJECTIVE:
        return None
    return Cue(-0.5 if question.is_settled else -2.0, Message("it is part of a longer name"))


RULES_BEFORE: tuple[Rule, ...] = (_judge_of, _judge_word_before, _judge_initial, _judge_capital_before)
RULES_AFTER: tuple[Rule, ...] = (
    _judge_mark_after,
    _judge_organization,
    _judge_word_after,
    _judge_capital_after,
)
"""The first rule that has something to say counts."""


_PERSON = re.compile(r"(?<![\w'-])((?:[A-Z][\w'-]+\.? |[A-Z]\. )+)([A-Z][\w'-]+)")


def list_persons(key: str, *, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the family names of persons whom a text calls by title or given name and family name."""
    persons = set()
    for found in _PERSON.finditer(key):
        first = found[1].split()
        if first[-1].lower() in words.LOCATIVE | words.FIRMLY_LOCATIVE:
            continue
        if (
            any(word.rstrip(".") in words.TITLES for word in first)
            or gazetteer.get_flags(first[-1]) & Flag.GIVEN
        ):
            persons.add(found[2].removesuffix("'s"))
    return frozenset(persons)


PRIORS: Mapping[str, float] = {
    "country": 4.0,
    "sea": 4.0,
    "strait": 4.0,
    "canal": 4.0,
    "island": 3.0,
    "lake": 3.5,
    "river": 2.5,
    "feature": 3.0,
    "region": 2.0,
    "port": 1.5,
    "city": 0.0,
}
"""How far a name is a place where nothing stands beside it, by kind."""
