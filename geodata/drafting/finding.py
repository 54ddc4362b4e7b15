"""Find in a text all that a map of it would show."""

from bisect import bisect_right
from collections.abc import Sequence

from geodata.drafting.bodies import find_institutions
from geodata.drafting.events import find_events
from geodata.drafting.folding import fold_text
from geodata.drafting.gazetteer import Gazetteer
from geodata.drafting.languages import guess_language
from geodata.drafting.places import find_places
from geodata.drafting.proposals import InstitutionProposal, PlaceProposal, Proposals
from geodata.drafting.statements import find_bands, find_closures, find_lanes


def find_proposals(
    text: str,
    *,
    gazetteer: Gazetteer,
    language: str | None = None,
    country: str | None = None,
    most_names: int | None = None,
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
    most_names
        Most names that the text may have; None for any number.

    Raises
    ------
    TooManyNamesError
        It has more; nothing but the names was looked for then.
    """
    tongue = language or guess_language(text)
    is_german = tongue.split("-")[0] == "de"
    folded = fold_text(text)
    institutions = find_institutions(folded)
    named = find_places(
        folded, gazetteer=gazetteer, is_german=is_german, country=country, most_names=most_names
    )
    places = tuple(one for one in named if not _lies_within(one, institutions))
    return Proposals(
        places=places,
        events=find_events(text),
        lanes=find_lanes(text, places, gazetteer=gazetteer),
        bands=find_bands(text, places),
        closures=find_closures(text, places, gazetteer=gazetteer),
        institutions=institutions,
    )


def _lies_within(place: PlaceProposal, institutions: Sequence[InstitutionProposal]) -> bool:
    """Tell whether a place is part of the name of an organisation, as Europe is in that of the OSCE."""
    at = bisect_right(institutions, place.start, key=lambda one: one.start) - 1
    return at >= 0 and place.end <= institutions[at].end
