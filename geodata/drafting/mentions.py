"""Find the stretches of a text that are names of the gazetteer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodata.drafting.folding import SearchedText
from geodata.drafting.gazetteer import Bearer, Flag, Gazetteer
from geodata.drafting.vocabulary import GERMAN_WORDS, OTHER_NAMES, STOP_NAMES
from geodata.text.characters import is_wide

LONGEST = 64
"""Characters of the longest name that is looked for."""
LEAST_CAPITALS = 4
"""Words in capitals that are shorter are taken for abbreviations."""
_RUN = re.compile(r"[^\W_]+")
_KATAKANA = re.compile(r"[\u30a0-\u30ff]")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}(?:[ '-][^\W\d_a-z]+)*")
_SMALL = re.compile(r"(?<=[ -])(?:Of|The|And|El|Al|De|Du|La|Von|Der|Und)(?=[ -])")
_ARTICLE = re.compile(r"[Tt]he ")
_PART = re.compile(r"(?:Nord|Sud|Ost|West|Zentral)(?:ost|west)?([a-z]{4,}?)s?\b")
_GENITIVE_ENDING = "s"


@dataclass(frozen=True)
class Mention:
    """A stretch of a folded text that is a name of the gazetteer."""

    start: int
    """Where it starts in the key."""
    end: int
    """Where it ends in the key."""
    name: str
    """The name, as the gazetteer keeps it."""
    bearers: tuple[Bearer, ...]
    """The places that bear the name; not empty."""
    in_capitals: bool = False
    """Whether the text has it in capitals alone."""
    written: str = ""
    """As the text has it, with its accents."""

    @property
    def flags(self) -> int:
        """What is known of the name, whichever place bears it."""
        known = 0
        for bearer in self.bearers:
            known |= bearer.flags
        return known

    @property
    def is_adjective(self) -> bool:
        """Whether it is an adjective or a people."""
        return any(bearer.flags & Flag.ADJECTIVE for bearer in self.bearers)


def find_mentions(
    folded: SearchedText, gazetteer: Gazetteer, *, is_german: bool = False
) -> tuple[Mention, ...]:
    """Return the longest names in a text, in order and without overlaps.

    Parameters
    ----------
    folded
        The text.
    gazetteer
        The names.
    is_german
        Whether the text is German: a name may have an "s" at its end, and every noun has a capital.
    """
    return tuple(
        replace(mention, written=folded.text[slice(*folded.locate(mention.start, mention.end))])
        for mention in _iterate_mentions(folded.key, gazetteer, is_german=is_german)
    )


def _iterate_mentions(key: str, gazetteer: Gazetteer, *, is_german: bool) -> Iterator[Mention]:
    reached = 0
    for run in _RUN.finditer(key):
        at = max(run.start(), reached)
        while at < run.end():
            mention = None
            if at == run.start() or is_wide(key[at]):
                mention = _read_mention(key, at, gazetteer, is_german=is_german)
            if mention:
                yield mention
                reached = at = mention.end
            elif is_wide(key[at]) or not run[0].isascii():
                at += 1
            else:
                break


def _read_mention(key: str, start: int, gazetteer: Gazetteer, *, is_german: bool) -> Mention | None:
    """Return the longest name that starts at a place of a text."""
    if start and _KATAKANA.match(key[start]) and _KATAKANA.match(key[start - 1]):
        return None
    ahead = key[start : start + LONGEST]
    capitals = _CAPITALS.match(ahead)
    in_capitals = bool(capitals and len(capitals[0]) >= LEAST_CAPITALS)
    forms = [ahead, _write_small(ahead)] if in_capitals else [ahead]
    for form in forms:
        for name in reversed(gazetteer.find_prefixes(form)):
            end = start + len(name)
            extra = _count_extra(key, end, is_german=is_german)
            if extra is None or name in STOP_NAMES or name in OTHER_NAMES:
                continue
            bearers = tuple(gazetteer.find_bearers(name))
            if is_german and name in GERMAN_WORDS:
                bearers = tuple(replace(bearer, flags=bearer.flags | Flag.WORD) for bearer in bearers)
            if bearers:
                mention = Mention(start, end + extra, name, bearers, form is not ahead)
                return _skip_article(key, mention, gazetteer, is_german=is_german)
    return _read_part(key, start, gazetteer) if is_german else None


def _read_part(key: str, start: int, gazetteer: Gazetteer) -> Mention | None:
    """Return the country that a German word tells a part of, as "Nordsyrien" and "Ostukraine" do."""
    compound = _PART.match(key, start)
    if not compound:
        return None
    name = compound[1].capitalize()
    bearers = tuple(
        bearer for bearer in gazetteer.find_bearers(name) if gazetteer.get_row(bearer.index).kind == "country"
    )
    return Mention(start, compound.end(), name, bearers) if bearers else None


def _skip_article(key: str, mention: Mention, gazetteer: Gazetteer, *, is_german: bool) -> Mention:
    """Return a name without its article, as in "the Gulf"; the one behind it where that is longer."""
    article = _ARTICLE.match(mention.name)
    if not article:
        return mention
    start = mention.start + article.end()
    behind = _read_mention(key, start, gazetteer, is_german=is_german)
    if behind and behind.end > mention.end:
        return behind
    return replace(mention, start=start) if mention.name[0].islower() else mention


def _write_small(ahead: str) -> str:
    """Return a text in capitals with capitals at the start of words alone: "GULF OF ADEN", "Gulf of Aden"."""
    titled = re.sub(r"[^\W\d_]+", lambda word: word[0][0] + word[0][1:].lower(), ahead)
    titled = _SMALL.sub(lambda word: word[0].lower(), titled)
    return titled if len(titled) == len(ahead) else ahead


def _count_extra(key: str, end: int, *, is_german: bool) -> int | None:
    """Return how many letters after a name belong to it; None where the name is part of a longer word."""
    if _is_end(key, end):
        return 0
    if is_german and key[end] == _GENITIVE_ENDING and _is_end(key, end + 1):
        return 1
    return None


def _is_end(key: str, end: int) -> bool:
    """Tell whether no word goes on at a place."""
    if end >= len(key) or not key[end].isalnum():
        return True
    if _KATAKANA.match(key[end - 1]) and _KATAKANA.match(key[end]):
        return False
    return is_wide(key[end - 1]) or is_wide(key[end])
