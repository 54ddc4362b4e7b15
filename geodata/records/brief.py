"""Records of a brief and its passages."""

from pydantic import Field, field_validator

from geodata.records.base import PartialDate, Record, WebAddress
from geodata.text.quotes import Selector


class Brief(Record):
    """Bibliographic record of a brief."""

    title: str
    """Title."""
    subtitle: str = ""
    """Subtitle; may be empty."""
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
    text_file: str
    """Name of the file that the quotes were taken from."""
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Checksum of the text that the quotes were taken from."""


MAX_QUOTE_WORDS = 25
"""Longest quote from a brief whose rights are reserved: our own limit."""


class Passage(Record):
    """One numbered paragraph of a brief."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")
    """Short id, such as `D3`."""
    section: str
    """Heading that it stands under, or a description where there is none."""
    number: int = Field(ge=1)
    """Place in its section, from 1."""
    summary: str = Field(min_length=1)
    """What it says, in our words."""
    quote: str = Field(min_length=1)
    """A few of its words, verbatim."""
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

    @property
    def selector(self) -> Selector:
        """What finds its quote in the text."""
        return Selector(self.id, self.quote, self.prefix, self.suffix)


def count_words(text: str) -> int:
    """Return the number of words of a text; a dash on its own is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
