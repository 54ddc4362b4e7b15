"""Check the overlays of a pack: what they lack, and figures that differ from those of the pack."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from geodata.errors import Message, PackError
from geodata.names import JOINT
from geodata.packs.overlays import Overlay, read_overlay
from geodata.packs.pack import Pack
from geodata.packs.wordings import Wording, list_wordings
from geodata.text.figures import compare_figures

SOURCE = "en"
"""Language that the words of packs are taken to be in where figures are written as words."""
NAMED_LACKING = 4
"""Texts that an overlay lacks and that are named before the rest is counted."""
SLASHES = ("/", "／")
"""What may stand between the forms of a name in dispute."""


@dataclass(frozen=True)
class OverlayFault:
    """Something that is not right in an overlay."""

    code: str
    """`not-translated`, `figure-differs` or `one-sided-name`."""
    entry: str
    """File, record and field, or the file alone."""
    message: Message
    """What is wrong, in a sentence."""


def read_sound_overlay(pack: Pack, language: str) -> Overlay:
    """Return the overlay of a pack in a language, which says nothing else than the pack.

    Raises
    ------
    PackError
        As for `read_overlay`, or `list_faults` finds something.
    """
    overlay = read_overlay(pack, language)
    for fault in list_faults(pack, overlay):
        raise PackError(fault.entry, "", "", fault.message)
    return overlay


def list_lacking(pack: Pack, overlay: Overlay) -> Iterator[OverlayFault]:
    """Yield for each file of an overlay what it does not translate."""
    lacking = (one for one in list_wordings(pack, overlay.language) if not (one.known or overlay.find(one)))
    for file, group in groupby(lacking, key=lambda wording: wording.file):
        places = [_name_place(wording) for wording in group]
        named = ", ".join(places[:NAMED_LACKING]) + (", …" if len(places) > NAMED_LACKING else "")
        message = Message("{count} not translated: {named}.", count=len(places), named=named)
        yield OverlayFault("not-translated", f"{overlay.language}/{file}", message)


def list_faults(pack: Pack, overlay: Overlay) -> Iterator[OverlayFault]:
    """Yield the texts of an overlay that say other figures than the pack, or one side's name of a dispute."""
    disputed = _list_disputed(pack)
    for wording in list_wordings(pack, overlay.language):
        text = overlay.find(wording)
        if not text:
            continue
        entry = f"{overlay.language}/{wording.file}: {_name_place(wording)}"
        lacking, strange = compare_figures(wording.text, text, languages=(SOURCE, overlay.language))
        if lacking or strange:
            yield OverlayFault("figure-differs", entry, _describe_figures(lacking, strange))
        if wording.field == "name" and wording.text in disputed and not any(one in text for one in SLASHES):
            message = Message(
                "“{name}” is in dispute: give the forms of all sides, as there.", name=wording.text
            )
            yield OverlayFault("one-sided-name", entry, message)


def _describe_figures(lacking: Iterable[object], strange: Iterable[object]) -> Message:
    told, own = (", ".join(sorted(f"{value:f}" for value in values)) for values in (lacking, strange))
    if told and own:
        return Message("It says {own}, where the pack says {told}.", own=own, told=told)
    if told:
        return Message("It does not say {told}, as the pack does.", told=told)
    return Message("It says {own}, which the pack does not.", own=own)


def _list_disputed(pack: Pack) -> set[str]:
    """Return the neutral names that hold the forms of several sides."""
    names = (row.names.neutral for table in pack.tables.values() for row in table if row.names.dual)
    return {name for name in names if JOINT in name}


def _name_place(wording: Wording) -> str:
    return f"{wording.entry}, {wording.field}" if wording.entry else wording.field
