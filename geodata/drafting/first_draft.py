"""Begin a draft: proposals become items, of which nothing has been checked."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from geodata.drafting.draft import Draft, DraftRecord
from geodata.drafting.items import (
    KINDS,
    BandShown,
    ClosureShown,
    EventShown,
    InstitutionShown,
    Item,
    LaneShown,
    LayerStatus,
    Mention,
    PlaceShown,
    Shown,
)
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
from geodata.drafting.reading import SourceText

_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s+[^\s\da-z])")
MOST_NAMES = 15_000
"""Most names of places of a text of which a draft is made; a book of 100,000 words has some 6,000."""
NEAR = 250
"""Characters before and after a date within which its place is looked for."""


def start_draft(source: SourceText, proposals: Proposals) -> Draft:
    """Return a draft of which nothing has been checked.

    What the text names several times is one item; a date has the place that its sentence names nearest.
    """
    told = {guess.field: guess.value for guess in source.record}
    record = DraftRecord(
        title=told.get("title", ""),
        author=told.get("author", ""),
        publisher=told.get("publisher", ""),
        date=told.get("date", ""),
        language=told.get("language", ""),
        rights=told.get("rights", ""),
    )
    items = [*_list_places(proposals.places), *_list_others(source, proposals)]
    items.sort(key=lambda item: (item.mentions[0].start, KINDS.index(item.kind)))
    numbers = {kind: count(1) for kind in KINDS}
    named = (replace(item, id=f"{item.kind}-{next(numbers[item.kind])}") for item in items)
    return Draft(source, record, tuple(named))


def _list_places(proposals: Iterable[PlaceProposal]) -> Iterator[Item]:
    held: dict[str, list[PlaceProposal]] = {}
    for proposal in proposals:
        held.setdefault(proposal.place.key, []).append(proposal)
    for same in held.values():
        best = max(same, key=lambda proposal: (not proposal.is_adjective, proposal.confidence))
        yield Item(
            "",
            PlaceShown(best.place),
            tuple(Mention(one.start, one.end) for one in same),
            best.reason,
            best.confidence,
            best.others,
        )


def _list_others(source: SourceText, proposals: Proposals) -> Iterator[Item]:
    drawn: list[
        tuple[Shown, LaneProposal | BandProposal | ClosureProposal | EventProposal | InstitutionProposal]
    ]
    drawn = [(LaneShown(one.origin, one.destination, one.ship_class), one) for one in proposals.lanes]
    drawn += [(BandShown(one.centre, one.radius_km), one) for one in proposals.bands]
    drawn += [(ClosureShown(one.chokepoint), one) for one in proposals.closures]
    drawn += [
        (EventShown(one.date, _find_near(source, one, proposals.places)), one) for one in proposals.events
    ]
    drawn += [(InstitutionShown(one.institution), one) for one in proposals.institutions]
    held: dict[Shown, list[tuple[Mention, str]]] = {}
    for shown, proposal in drawn:
        reason = "" if isinstance(proposal, EventProposal) else proposal.reason
        held.setdefault(shown, []).append((Mention(proposal.start, proposal.end), reason))
    for shown, found in held.items():
        mentions = tuple(mention for mention, _ in found)
        notional: LayerStatus = "notional" if shown.kind in ("lane", "band") else "brief"
        yield Item("", shown, mentions, found[0][1], layer_status=notional)


def _find_near(source: SourceText, event: EventProposal, places: Sequence[PlaceProposal]) -> Place | None:
    """Return the place that the sentence of a date names nearest to it."""
    paragraph = source.find_paragraph(event.start, event.start)
    if paragraph is None:
        return None
    first, last = max(paragraph.start, event.start - NEAR), min(paragraph.end, event.end + NEAR)
    around = places[
        bisect_left(places, first, key=lambda place: place.end) : bisect_left(
            places, last, key=lambda place: place.start
        )
    ]
    near = [
        place
        for place in around
        if not place.is_adjective
        and place.start >= paragraph.start
        and not _parts_sentence(source, event, place)
    ]
    nearest = min(near, key=lambda place: _measure_gap(event, place), default=None)
    return nearest.place if nearest else None


def _measure_gap(event: EventProposal, place: PlaceProposal) -> int:
    """Return the number of characters between a date and the name of a place."""
    return max(place.start - event.end, event.start - place.end)


def _parts_sentence(source: SourceText, event: EventProposal, place: PlaceProposal) -> bool:
    """Tell whether a sentence ends between a date and the name of a place."""
    end, start = (event.end, place.start) if event.start < place.start else (place.end, event.start)
    return bool(_SENTENCE_END.search(source.searchable, end, start + 1))
