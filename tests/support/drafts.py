"""A small text with proposals of all kinds, found here by plain search."""

import re

from geodata.drafting.draft import Draft
from geodata.drafting.first_draft import start_draft
from geodata.drafting.proposals import (
    BandProposal,
    ClosureProposal,
    EventProposal,
    InstitutionProposal,
    LaneProposal,
    Place,
    PlaceProposal,
    Proposals,
)
from geodata.drafting.reading import SourceText, read_text

TEXT = """# Doors of the Baltic

By Ada Byron

2 May 2024

The Great Belt is deep, and Copenhagen lies at the Sound. Denmark watches both.

## Who passes

Tankers sail from Gothenburg to Rostock every day. In 1857 a treaty was signed at Copenhagen, and the
Danish toll ended. A mine within 40 km of Rostock would close the Great Belt. NATO said so.

Nothing is said of places here.
"""
GOTHENBURG = Place("Gothenburg", "port", 57.71, 11.95, "port:gothenburg", "SWE")
ROSTOCK = Place("Rostock", "port", 54.1, 12.13, "port:rostock", "DEU")
COPENHAGEN = Place("Copenhagen", "city", 55.68, 12.57, "geonames:2618425", "DNK")
OTHER_COPENHAGEN = Place("Copenhagen", "city", 43.9, -75.67, "geonames:5113694", "USA")
DENMARK = Place("Denmark", "country", 56.0, 10.0, "country:DNK", "DNK")
GREAT_BELT = Place("Great Belt", "strait", 55.5, 11.0, "strait:great-belt", "DNK")
NAMED = {
    "Great Belt": GREAT_BELT,
    "Copenhagen": COPENHAGEN,
    "Denmark": DENMARK,
    "Danish": DENMARK,
    "Gothenburg": GOTHENBURG,
    "Rostock": ROSTOCK,
}


def read_source() -> SourceText:
    return read_text("doors.md", TEXT.encode())


def find_span(source: SourceText, words: str) -> tuple[int, int, str]:
    at = source.searchable.index(words)
    return at, at + len(words), words


def propose(source: SourceText) -> Proposals:
    """Return proposals of each kind for the text."""
    places = [
        PlaceProposal(
            found.start(),
            found.end(),
            found[0],
            place,
            "It is the only one.",
            0.9,
            (OTHER_COPENHAGEN,) if name == "Copenhagen" else (),
            is_adjective=name == "Danish",
        )
        for name, place in NAMED.items()
        for found in re.finditer(name, source.searchable)
    ]
    return Proposals(
        places=tuple(sorted(places, key=lambda one: one.start)),
        events=(EventProposal(*find_span(source, "1857"), "1857"),),
        lanes=(
            LaneProposal(
                *find_span(source, "from Gothenburg to Rostock"), GOTHENBURG, ROSTOCK, None, "From, to."
            ),
        ),
        bands=(BandProposal(*find_span(source, "within 40 km of Rostock"), ROSTOCK, 40.0, "Within."),),
        closures=(ClosureProposal(*find_span(source, "close the Great Belt"), "great-belt", "Close."),),
        institutions=(InstitutionProposal(*find_span(source, "NATO"), "nato", "Its name."),),
    )


def make_draft() -> Draft:
    source = read_source()
    return start_draft(source, propose(source))
