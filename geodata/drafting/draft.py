"""A draft: a text, what is proposed for its map, and what a person has decided about it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

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
from geodata.drafting.reading import SourceParagraph, SourceText
from geodata.drafting.words import find_words
from geodata.text.characters import JOINER

ItemKind = Literal["place", "lane", "band", "closure", "event", "institution"]
KINDS: tuple[ItemKind, ...] = ("place", "lane", "band", "closure", "event", "institution")
"""Kinds of items, in the order in which they are drawn and listed."""
ItemStatus = Literal["unchecked", "accepted", "changed", "rejected"]
LayerStatus = Literal["brief", "context", "notional"]
MOST_STEPS = 200
"""Steps that can be taken back."""
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s+[^\s\da-z])")
NEAR = 250
"""Characters before and after a date within which its place is looked for."""


@dataclass(frozen=True)
class Mention:
    """Where the text speaks of something."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True)
class PlaceShown:
    """A place on the map."""

    place: Place
    """The place."""
    kind: Literal["place"] = "place"


@dataclass(frozen=True)
class LaneShown:
    """A sea lane between two places."""

    origin: Place
    """Where it begins."""
    destination: Place
    """Where it ends."""
    ship_class: str | None
    """Id of a class of ships; None for a ship without size."""
    kind: Literal["lane"] = "lane"


@dataclass(frozen=True)
class BandShown:
    """The area within a distance of a place."""

    centre: Place
    """The place."""
    radius_km: float
    """The distance in kilometres."""
    kind: Literal["band"] = "band"


@dataclass(frozen=True)
class ClosureShown:
    """A strait or canal that is closed."""

    chokepoint: str
    """Id of the chokepoint."""
    kind: Literal["closure"] = "closure"


@dataclass(frozen=True)
class EventShown:
    """Something that happened at a date."""

    date: str
    """Year, month or day of ISO 8601."""
    place: Place | None
    """Where; None where the text does not tell, and the event is on no map."""
    kind: Literal["event"] = "event"


@dataclass(frozen=True)
class InstitutionShown:
    """An international organisation or forum."""

    institution: str
    """Its id."""
    kind: Literal["institution"] = "institution"


Shown = PlaceShown | LaneShown | BandShown | ClosureShown | EventShown | InstitutionShown
"""What an item puts on the map."""


@dataclass(frozen=True)
class Item:
    """Something that is proposed for the map, with all places of the text that speak of it."""

    id: str
    """Id, unique in the draft."""
    shown: Shown
    """What it puts on the map."""
    mentions: tuple[Mention, ...]
    """Where the text speaks of it, in order; one or more."""
    reason: str
    """Why it is proposed, as a sentence."""
    confidence: float = 1.0
    """How sure that is, from 0 to 1."""
    others: tuple[Place, ...] = ()
    """Other places of the name."""
    status: ItemStatus = "unchecked"
    """What a person has decided."""
    layer_status: LayerStatus = "brief"
    """What the layer is called: named by the text, beside it, or our illustration."""

    @property
    def kind(self) -> ItemKind:
        """What kind of thing it is."""
        return self.shown.kind

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about it."""
        return self.status == "unchecked"

    @property
    def is_kept(self) -> bool:
        """Whether the map shows it: all but what was rejected."""
        return self.status != "rejected"


@dataclass(frozen=True)
class DraftRecord:
    """The bibliographic record as it stands in the form; every field may be empty."""

    title: str = ""
    subtitle: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    """Year, month or day of ISO 8601."""
    language: str = ""
    url: str = ""
    rights: str = ""
    own_text: bool = False
    """Whether whoever makes the draft holds the rights in the text."""


@dataclass(frozen=True)
class Draft:
    """A text with what is proposed for it and decided about it."""

    source: SourceText
    """The text."""
    record: DraftRecord
    """Its record."""
    items: tuple[Item, ...]
    """What is proposed, in the order of the text."""
    summaries: Mapping[str, str] = field(default_factory=dict)
    """What the author has written, by the id of the passage."""
    takeaways: Mapping[str, str] = field(default_factory=dict)
    """What the audience keeps of a section, by the number of the section from 1."""

    def find_item(self, item_id: str) -> Item:
        """Return an item by its id.

        Raises
        ------
        KeyError
            There is none.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def find_paragraph(self, mention: Mention) -> SourceParagraph | None:
        """Return the paragraph that a mention lies in."""
        return self.source.find_paragraph(mention.start, mention.end)

    def read_words(self, mention: Mention) -> str:
        """Return the words of a mention on one line, without markup."""
        return " ".join(self.source.masked[mention.start : mention.end].replace(JOINER, "").split())

    def name_section(self, index: int) -> str:
        """Return the heading of a section, or its number where it has none."""
        heading = self.source.sections[index].heading
        return heading or find_words(self.record.language).part.format(number=index + 1)

    def list_open(self, kind: ItemKind | None = None) -> list[Item]:
        """Return the items about which nobody has decided, of one kind or of all."""
        return [item for item in self.items if item.is_open and kind in (None, item.kind)]


def start_draft(source: SourceText, proposals: Proposals) -> Draft:
    """Return a draft of which nothing has been checked.

    What the text names several times is one item; a date has the place that its paragraph names nearest.
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
    """Return the place that the sentence of a date names nearest to it, else its paragraph nearby."""
    paragraph = source.find_paragraph(event.start, event.start)
    if paragraph is None:
        return None
    near = [
        (_parts_sentence(source, event, place), _measure_gap(event, place), place.place)
        for place in places
        if paragraph.start <= place.start < paragraph.end and not place.is_adjective
    ]
    _, distance, place = min(near, key=lambda one: one[:2], default=(True, NEAR + 1, None))
    return place if distance <= NEAR else None


def _measure_gap(event: EventProposal, place: PlaceProposal) -> int:
    """Return the number of characters between a date and the name of a place."""
    return max(place.start - event.end, event.start - place.end)


def _parts_sentence(source: SourceText, event: EventProposal, place: PlaceProposal) -> bool:
    """Tell whether a sentence ends between a date and the name of a place."""
    end, start = (event.end, place.start) if event.start < place.start else (place.end, event.start)
    return bool(_SENTENCE_END.search(source.searchable, end, start))


def _change_item(draft: Draft, item_id: str, change: Callable[[Item], Item]) -> Draft:
    draft.find_item(item_id)
    return replace(draft, items=tuple(change(item) if item.id == item_id else item for item in draft.items))


def accept_item(draft: Draft, item_id: str) -> Draft:
    """Return the draft with an item accepted; one that was changed stays changed."""
    return _change_item(
        draft, item_id, lambda item: item if item.status == "changed" else replace(item, status="accepted")
    )


def reject_item(draft: Draft, item_id: str) -> Draft:
    """Return the draft with an item rejected."""
    return _change_item(draft, item_id, lambda item: replace(item, status="rejected"))


def accept_kind(draft: Draft, kind: ItemKind) -> Draft:
    """Return the draft with all items of a kind accepted about which nobody has decided."""
    return replace(
        draft,
        items=tuple(
            replace(item, status="accepted") if item.kind == kind and item.is_open else item
            for item in draft.items
        ),
    )


def change_place(draft: Draft, item_id: str, place: Place) -> Draft:
    """Return the draft with another place for an item: its own, the centre of a distance, where it happened.

    The place that it had is among the others then. A lane has two places and keeps them.
    """
    return _change_item(draft, item_id, lambda item: _move_item(item, place))


def _move_item(item: Item, place: Place) -> Item:
    shown = item.shown
    if isinstance(shown, PlaceShown):
        former, moved = shown.place, replace(shown, place=place)
        others = (former, *(other for other in item.others if other not in (place, former)))
        return replace(item, shown=moved, others=others, status="changed")
    if isinstance(shown, EventShown):
        return replace(item, shown=replace(shown, place=place), status="changed")
    if isinstance(shown, BandShown):
        return replace(item, shown=replace(shown, centre=place), status="changed")
    return item


def change_lane(
    draft: Draft, item_id: str, *, origin: Place | None = None, destination: Place | None = None
) -> Draft:
    """Return the draft with other ends for a lane; an end that is not given stays."""

    def change(item: Item) -> Item:
        if not isinstance(item.shown, LaneShown):
            return item
        shown = item.shown
        moved = replace(shown, origin=origin or shown.origin, destination=destination or shown.destination)
        return replace(item, shown=moved, status="changed")

    return _change_item(draft, item_id, change)


def add_place(draft: Draft, words: str, place: Place) -> Draft:
    """Return the draft with a place wherever the text says some words; it counts as changed by a person.

    Raises
    ------
    LookupError
        The text does not say them.
    """
    wanted = r"\s+".join(map(re.escape, words.split()))
    pattern = re.compile(rf"(?<!\w){wanted}(?!\w)", re.IGNORECASE)
    found = pattern.finditer(draft.source.searchable) if words.strip() else ()
    mentions = tuple(Mention(one.start(), one.end()) for one in found)
    if not mentions:
        raise LookupError(words)
    taken = {item.id for item in draft.items}
    item_id = next(name for number in count(1) if (name := f"place-own-{number}") not in taken)
    item = Item(item_id, PlaceShown(place), mentions, "", status="changed")
    items = sorted((*draft.items, item), key=lambda one: one.mentions[0].start)
    return replace(draft, items=tuple(items))


def choose_layer_status(draft: Draft, item_id: str, status: LayerStatus) -> Draft:
    """Return the draft with another status for the layer of an item."""
    return _change_item(draft, item_id, lambda item: replace(item, layer_status=status))


def write_summary(draft: Draft, passage_id: str, summary: str) -> Draft:
    """Return the draft with the summary of a passage; an empty one is taken away."""
    kept = {key: value for key, value in draft.summaries.items() if key != passage_id}
    return replace(draft, summaries=kept | ({passage_id: summary.strip()} if summary.strip() else {}))


def write_takeaway(draft: Draft, section: int, takeaway: str) -> Draft:
    """Return the draft with what the audience keeps of a section, given by its number from 1."""
    kept = {key: value for key, value in draft.takeaways.items() if key != str(section)}
    return replace(draft, takeaways=kept | ({str(section): takeaway.strip()} if takeaway.strip() else {}))


def change_record(draft: Draft, record: DraftRecord) -> Draft:
    """Return the draft with another record."""
    return replace(draft, record=record)


@dataclass(frozen=True)
class History:
    """A draft and what it was before, for steps to be taken back."""

    draft: Draft
    """The draft as it stands."""
    past: tuple[Draft, ...] = ()
    """What it was before, the latest last."""

    def take_step(self, draft: Draft) -> "History":
        """Return the history with another draft; one that is the same is no step."""
        if draft == self.draft:
            return self
        return History(draft, (*self.past, self.draft)[-MOST_STEPS:])

    def step_back(self) -> "History":
        """Return the history without its last step; the same where there is none."""
        return History(self.past[-1], self.past[:-1]) if self.past else self
