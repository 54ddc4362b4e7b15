"""Judge by what stands beside a name whether it stands for a place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from geodata.drafting import vocabulary as words
from geodata.drafting.gazetteer import Flag, Gazetteer
from geodata.drafting.mentions import Mention
from geodata.errors import Message

BEFORE, AFTER = 60, 60
"""Characters beside a name that are looked at."""
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'./-]*)\.? \Z")
_WORD_AFTER = re.compile(r"\A(?:'s)? ([^\W\d_][\w'./-]*)")
_OF_BEFORE = re.compile(r"([^\W\d_]+) (?:of|von) (?:the )?(?:(?:North|South|East|West|Central)(?:ern)? )?\Z")
_RUN_AFTER = re.compile(r"\A((?: (?:of|and|for|the|[A-Z][\w'-]*))+)")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;\n\"“”»«)(]|- ) ?\Z")
_INITIAL = re.compile(r"\b[A-Z]\. ?\Z")
_PARTICLE = re.compile(r"\A[ -](?:el|al|de|del|da|do|dos|la|le|ibn|bin|van|von)[ -][A-Z]")
_QUOTED = re.compile(r"[\"“„«»‘]\Z")


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


_DATELINE = re.compile(r"\A(?:, [A-Z][\w. ]{1,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?(?:\([^()\n]{2,30}\) ?)?(?:-|--|:) ")


def find_wanted_kind(here: Surroundings) -> str:
    """Return the kind of place that the words beside a name tell; empty where they tell none."""
    found = _OF_BEFORE.search(here.before)
    beside = (found[1] if found else "", here.word_before, here.word_after)
    return next((words.KINDS_OF_CLASSES[word] for word in beside if word in words.KINDS_OF_CLASSES), "")


def list_cues(
    surroundings: Surroundings,
    *,
    gazetteer: Gazetteer,
    is_settled: bool,
    is_country: bool,
    persons: frozenset[str],
) -> Iterator[Cue]:
    """Yield what speaks for or against a place.

    Parameters
    ----------
    surroundings
        The name in its text.
    gazetteer
        Names of persons, and of places.
    is_settled
        Whether the name is that of a country, region or sea, which hardly anything else is called by.
    is_country
        Whether it is that of a country, whose offices are called by it.
    persons
        Names of persons that the text has elsewhere.
    """
    yield from _list_cues_before(surroundings, gazetteer=gazetteer, is_settled=is_settled)
    yield from _list_cues_after(
        surroundings, gazetteer=gazetteer, is_settled=is_settled, is_country=is_country
    )
    if surroundings.is_dateline:
        yield Cue(4.0, Message("it stands at the head of a report"))
    if surroundings.mention.name in persons:
        yield Cue(-3.5, Message("a person of the text is called so"))


def _list_cues_before(here: Surroundings, *, gazetteer: Gazetteer, is_settled: bool) -> Iterator[Cue]:
    word = here.word_before
    found = _OF_BEFORE.search(here.before)
    if found and found[1] in words.CLASSES:
        yield Cue(3.0, Message('"{word} of" stands before it', word=found[1]))
    elif found and found[1] in words.ORGANIZATION_OF:
        yield Cue(-4.0, Message('"{word} of" stands before it', word=found[1]))
    elif word in words.SHIP_PREFIXES or word in words.SHIP_CLASSES:
        yield Cue(-5.0, Message("a ship is called so"))
    elif word in words.TITLES:
        yield Cue(-1.0 if is_settled and not word[0].isupper() else -5.0, Message("a title stands before it"))
    elif word in words.FIRMLY_LOCATIVE:
        yield Cue(2.0, Message('"{word}" stands before it', word=word))
    elif word in words.CLASSES:
        yield Cue(1.5, Message('"{word}" stands before it', word=word))
    elif word in words.LOCATIVE:
        yield Cue(1.0, Message('"{word}" stands before it', word=word))
    elif _INITIAL.search(here.before):
        yield Cue(-4.0, Message("an initial stands before it"))
    else:
        yield from _judge_capital_before(here, gazetteer=gazetteer, is_settled=is_settled)


def _judge_capital_before(here: Surroundings, *, gazetteer: Gazetteer, is_settled: bool) -> Iterator[Cue]:
    """Yield what a word with a capital right before a name speaks for."""
    word = here.word_before
    if not word or not word[0].isupper() or word in words.MODIFIERS or here.mention.in_capitals:
        return
    flags = gazetteer.get_flags(word)
    if flags & Flag.GIVEN and not is_settled:
        yield Cue(-4.5, Message("a given name stands before it"))
    elif here.word_before_starts_sentence and flags & Flag.WORD:
        return
    elif flags & Flag.GIVEN:
        yield Cue(-2.5, Message("a given name stands before it"))
    elif not flags & Flag.ADJECTIVE:
        yield Cue(-0.7 if is_settled else -2.5, Message("it is part of a longer name"))


def _list_cues_after(
    here: Surroundings, *, gazetteer: Gazetteer, is_settled: bool, is_country: bool
) -> Iterator[Cue]:
    word, parts = here.word_after, here.word_after.split("-")
    if parts[0] in words.DISEASE_NOUNS or here.after.startswith("-like"):
        yield Cue(-4.0, Message("a disease is called so"))
    elif _PARTICLE.match(here.after):
        yield Cue(-3.0, Message("it is part of a longer name"))
    elif not is_country and (head := _find_head_after(here)):
        yield Cue(-5.0, Message('with "{word}" it is something else', word=head))
    elif not is_settled and word in words.NATURAL_NOUNS:
        yield Cue(-1.5, Message("it is part of a longer name"))
    elif word in words.PLACE_NOUNS and not here.after.startswith("'"):
        yield Cue(1.0, Message('"{word}" stands after it', word=word))
    elif word in words.ORGANIZATION_NOUNS and not here.after.startswith("'"):
        yield Cue(-7.0, Message('with "{word}" it is something else', word=word))
    elif here.after.startswith("$") or here.before.endswith("$"):
        yield Cue(-9.0, Message("it stands for a currency"))
    elif word in words.OFFICES:
        yield Cue(0.0 if is_settled else -1.5, Message('"{word}" stands after it', word=word))
    elif word and word[0].isupper() and not here.after.startswith("'") and not here.mention.in_capitals:
        yield from _judge_capital_after(here, gazetteer=gazetteer, is_settled=is_settled)
    elif here.after.startswith("'s"):
        yield Cue(0.3, Message("it has a genitive"))


def _find_head_after(here: Surroundings) -> str:
    """Return the noun that ends a longer name of an organisation which begins with the name; empty if none does."""
    found = _RUN_AFTER.match(here.after)
    if not found or here.mention.in_capitals:
        return ""
    heads = [word for word in found[1].split()[1:5] if word in words.ORGANIZATION_NOUNS]
    return heads[-1] if heads else ""


def _judge_capital_after(here: Surroundings, *, gazetteer: Gazetteer, is_settled: bool) -> Iterator[Cue]:
    """Yield what a word with a capital right after a name speaks for."""
    flags = gazetteer.get_flags(here.word_after)
    if here.mention.flags & Flag.GIVEN and not flags & Flag.WORD:
        yield Cue(-4.5, Message("it is the given name of a person"))
    elif not flags & Flag.ADJECTIVE:
        yield Cue(-0.5 if is_settled else -2.0, Message("it is part of a longer name"))


_PERSON = re.compile(r"(?<![\w'-])((?:[A-Z][\w'-]+\.? |[A-Z]\. )+)([A-Z][\w'-]+)")


def list_persons(key: str, *, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the family names of persons whom a text calls by title or given name and family name."""
    persons = set()
    for found in _PERSON.finditer(key):
        first = found[1].split()
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
