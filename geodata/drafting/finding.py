"""Find in a text all that a map of it would show."""

from geodata.drafting.bodies import find_institutions
from geodata.drafting.events import find_events
from geodata.drafting.folding import fold_text
from geodata.drafting.gazetteer import Gazetteer
from geodata.drafting.languages import guess_language
from geodata.drafting.places import find_places
from geodata.drafting.proposals import Proposals
from geodata.drafting.statements import find_bands, find_closures, find_lanes


def find_proposals(
    text: str, *, gazetteer: Gazetteer, language: str | None = None, country: str | None = None
) -> Proposals:
    """Return what is proposed for a map of a text.

    Parameters
    ----------
    text
        The text; offsets of the proposals count its characters.
    gazetteer
        The places.
    language
        Language of the text as an IETF tag; guessed where it is not given.
    country
        Alpha-3 code of the country that the text is about, where that is known: it decides between namesakes.
    """
    tongue = language or guess_language(text)
    is_german = tongue.split("-")[0] == "de"
    places = find_places(fold_text(text), gazetteer=gazetteer, is_german=is_german, country=country)
    return Proposals(
        places=places,
        events=find_events(text),
        lanes=find_lanes(text, places, gazetteer=gazetteer),
        bands=find_bands(text, places),
        closures=find_closures(text, places, gazetteer=gazetteer),
        institutions=find_institutions(text),
    )
