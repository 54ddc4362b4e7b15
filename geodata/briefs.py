"""Define the record of a brief."""

from pydantic import Field

from geodata.fields import PartialDate, Record, WebAddress


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
