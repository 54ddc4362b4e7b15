"""A draft: a text, what is proposed for its map, and what a person has decided about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from geodata.drafting.items import (
    BandShown,
    EventShown,
    Item,
    ItemKind,
    LaneShown,
    LayerStatus,
    Mention,
    PlaceShown,
)
from geodata.drafting.proposals import (
    Place,
)
from geodata.drafting.reading import SourceParagraph, SourceText
from geodata.drafting.words import find_words
from geodata.text.characters import JOINER

MOST_STEPS = 200
"""Steps that can be taken back."""


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
