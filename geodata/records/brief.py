"""Records of a brief and its passages."""

from typing import Self

from pydantic import Field, field_validator, model_validator

from geodata.records.base import PartialDate, Record, WebAddress
from geodata.text.quotes import Selector


class Brief(Record):
    """Bibliographic record of a brief."""

    title: str
    """Title."""
    subtitle: str = ""
    """Subtitle; may be empty."""
    rendering: str = ""
    """Our translation of title and subtitle, where the words of the pack are in another language."""
    author: str
    """Author, given name first."""
    publisher: str
    """Publishing body."""
    place: str = ""
    """Place of publication; may be empty."""
    series: str = ""
    """Series with number, such as `SWP Comment 2013/C 33`; may be empty."""
    date: PartialDate = Field(min_length=4)
    """Date of publication."""
    issn: str = ""
    """ISSN of the series; may be empty."""
    language: str
    """Language as an IETF tag, such as `en`."""
    url: WebAddress = ""
    """The publisher's page; may be empty."""
    rights: str
    """Who holds the rights, and what the pack takes from the text."""
    own_text: bool = False
    """Whether whoever made the pack holds these rights, so that all quotes together have no limit."""
    text_file: str
    """Name of the file that the quotes were taken from."""
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Checksum of the text that the quotes were taken from."""

    @property
    def venue(self) -> str:
        """Where it appeared: its series, or its publisher where it is in none."""
        return self.series or self.publisher


MAX_QUOTE_WORDS = 25
"""Longest quote from a brief whose rights are reserved: our own limit."""


MAX_CLAIM_WORDS = 6
"""Most words of a brief that may be given for one part of a summary: our own limit."""


class Claim(Record):
    """A part of a summary, with the words of the paragraph that carry it and who says so."""

    part: str = Field(min_length=1)
    """Words of the summary."""
    words: tuple[str, ...] = Field(min_length=1)
    """What carries it: verbatim words of the paragraph, a few each."""
    by: str = ""
    """Whose view the paragraph says it is; empty where it is the author's own."""

    @field_validator("words")
    @classmethod
    def _limit_words(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for quoted in words:
            count = count_words(quoted)
            if not 0 < count <= MAX_CLAIM_WORDS:
                raise ValueError(f"“{quoted}” has {count} words; from 1 to {MAX_CLAIM_WORDS} are allowed")
        return words


class Passage(Record):
    """One numbered paragraph of a brief."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")
    """Short id, such as `D3`."""
    section: str
    """Heading that it stands under, or a description where there is none."""
    number: int = Field(ge=1)
    """Place in its section, from 1."""
    summary: str = ""
    """What it says, in our words; empty while that is not written."""
    claims: tuple[Claim, ...] = ()
    """The summary in its parts, in order, each with the words that carry it; may be left out."""
    quote: str = Field(min_length=1)
    """A few of its words, verbatim."""
    rendering: str = ""
    """Our translation of the quote, where the words of the pack are in another language."""
    prefix: str = ""
    """Words directly before the quote, where the quote alone stands twice."""
    suffix: str = ""
    """Words directly after the quote, where the quote alone stands twice."""
    places: tuple[str, ...] = ()
    """Places that it names."""
    actors: tuple[str, ...] = ()
    """People, states and bodies that it names."""

    @field_validator("quote")
    @classmethod
    def _limit_quote(cls, quote: str) -> str:
        words = count_words(quote)
        if words > MAX_QUOTE_WORDS:
            raise ValueError(f"the quote has {words} words; at most {MAX_QUOTE_WORDS} are allowed")
        return quote

    @model_validator(mode="after")
    def _check_claims(self) -> Self:
        told = [claim.part for claim in self.claims]
        if told and " ".join(told) != self.summary:
            strange = next((part for part in told if part not in self.summary), "")
            problem = f"“{strange}” is not in it" if strange else "a part is missing, twice or out of order"
            raise ValueError(f"the parts of the claims have to add up to the summary: {problem}")
        return self

    @property
    def selector(self) -> Selector:
        """What finds its quote in the text."""
        return Selector(self.id, self.quote, self.prefix, self.suffix)


def count_words(text: str) -> int:
    """Return the number of words of a text; a dash on its own is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
