"""The file that keeps the work on a draft, so that it can be taken up again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from geodata.drafting.draft import Draft, DraftRecord
from geodata.drafting.items import Item
from geodata.drafting.proposals import Place
from geodata.drafting.reading import structure_text
from geodata.errors import Message, UploadError
from geodata.text.documents import MAX_CHARACTERS, Document

MAX_KEPT_BYTES = 20_000_000
"""Largest file that is read."""
MOST_ITEMS = 20_000
"""Most items of a draft."""
SUFFIX = ".seabrief.json"
"""How the name of such a file ends."""


@dataclass(frozen=True)
class KeptDraft:
    """A draft as the file has it: the text is taken apart anew when it is read."""

    seabrief_draft: Literal[1]
    """Version of the format."""
    name: str
    text: str
    sha256: str
    notes: tuple[str, ...]
    record: DraftRecord
    items: tuple[Item, ...]
    summaries: Mapping[str, str] = field(default_factory=dict)
    takeaways: Mapping[str, str] = field(default_factory=dict)


_KEPT = TypeAdapter(KeptDraft)


def write_kept(draft: Draft) -> bytes:
    """Return a draft as a file; steps back are not in it."""
    source = draft.source
    kept = KeptDraft(
        1,
        source.name,
        source.text,
        source.sha256,
        source.notes,
        draft.record,
        draft.items,
        draft.summaries,
        draft.takeaways,
    )
    return _KEPT.dump_json(kept, indent=1)


def read_kept(name: str, content: bytes) -> Draft:
    """Return the draft that a file keeps.

    Raises
    ------
    UploadError
        The file is too large, no such file, of another version, or names places outside its text.
    """
    if len(content) > MAX_KEPT_BYTES:
        problem = Message("It has more than {most} MB.", most=MAX_KEPT_BYTES // 1_000_000)
        raise UploadError(name, problem)
    try:
        kept = _KEPT.validate_python(json.loads(content), strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "seabrief_draft"
        problem = Message(
            "This is no work kept by SeaBrief: field {field}: {msg}.", field=where, msg=first["msg"]
        )
        raise UploadError(name, problem) from error
    except (ValueError, RecursionError) as error:
        problem = Message(
            "This is no work kept by SeaBrief: expected JSON. Choose the file that was saved here."
        )
        raise UploadError(name, problem) from error
    if fault := _find_problem(kept):
        raise UploadError(name, fault)
    document = Document(kept.text, kept.sha256, notes=kept.notes)
    source = structure_text(kept.name, document)
    return Draft(source, kept.record, kept.items, kept.summaries, kept.takeaways)


def _find_problem(kept: KeptDraft) -> str:
    if len(kept.text) > MAX_CHARACTERS or len(kept.items) > MOST_ITEMS:
        return Message("Its text or its list of items is longer than any that is kept here.")
    ids = [item.id for item in kept.items]
    if len(set(ids)) < len(ids):
        return Message("Field items: two of them have the same id.")
    for item in kept.items:
        places = [value for value in vars(item.shown).values() if isinstance(value, Place)]
        if not item.mentions or any(not 0 <= one.start < one.end <= len(kept.text) for one in item.mentions):
            return Message("Item {id}: expected mentions inside the text.", id=item.id)
        if any(abs(place.latitude) > 90 or abs(place.longitude) > 180 for place in (*places, *item.others)):  # noqa: PLR2004 - degrees
            return Message("Item {id}: expected positions in degrees.", id=item.id)
    return ""
