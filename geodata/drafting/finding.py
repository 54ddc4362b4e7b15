"""Find in a text all that a map of it would show."""

from geodata.drafting.folding import fold_text
from geodata.drafting.gazetteer import Gazetteer
from geodata.drafting.places import find_places
from geodata.drafting.proposals import Proposals


def find_proposals(
    text: str, *, gazetteer: Gazetteer, language: str | None = None, country: str | None = None
) -> Proposals:
    folded = fold_text(text)
    places = find_places(folded, gazetteer=gazetteer, is_german=language == "de", country=country)
    return Proposals(places=places)
