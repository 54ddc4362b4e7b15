"""The command `seabrief draft`: what a map of a text would show, told or written as a pack."""

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.cli.options import DONE
from dashboard.i18n.translator import tell as tell_message
from dashboard.i18n.translator import translate
from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import MOST_NAMES, start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.proposals import PlaceProposal
from geodata.drafting.reading import read_source
from geodata.drafting.writing import write_folder, write_pack
from geodata.errors import Message, SeaBriefError
from geodata.text.documents import read_document
from geodata.text.paragraphs import Paragraph, split_paragraphs

LANGUAGES = ("en", "de", "ja", "zh")
"""Languages whose rules the finder has."""


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `seabrief draft`."""
    draft = commands.add_parser(
        "draft", help=translate("find what a text names, as data or as a pack with everything unchecked")
    )
    draft.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=translate("a text: plain text, Markdown, PDF, DOCX or web page"),
    )
    outcomes = draft.add_mutually_exclusive_group(required=True)
    outcomes.add_argument(
        "--json", action="store_true", help=translate("print one JSON document; write nothing")
    )
    outcomes.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=translate("new or empty folder for a pack of one text, everything in it unchecked"),
    )
    draft.add_argument(
        "--language", choices=LANGUAGES, help=translate("language of the texts; guessed if not given")
    )
    draft.add_argument(
        "--adjectives", action="store_true", help=translate('count "Chinese" as a place as well as "China"')
    )
    draft.set_defaults(act=_draft)


def _draft(options: argparse.Namespace) -> int:
    if options.out:
        return _write(options)
    documents = [(path, read_document(path).text) for path in options.files]
    answer = {
        "files": [
            tell_places(str(path), text, language=options.language, adjectives=options.adjectives)
            for path, text in documents
        ]
    }
    sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n")
    return DONE


def _write(options: argparse.Namespace) -> int:
    """Write the pack of a text, with all proposals unchecked."""
    if len(options.files) > 1:
        raise SeaBriefError(
            Message("A pack is made of one text; {count} are given.", count=len(options.files))
        )
    [path] = options.files
    source = read_source(path)
    proposals = find_proposals(
        source.searchable, gazetteer=load_gazetteer(), language=options.language, most_names=MOST_NAMES
    )
    draft = start_draft(source, proposals)
    written = write_pack(draft, today=datetime.now(UTC).date())
    for file in write_folder(written, options.out):
        print(file)
    for told in written.left_out:
        print(translate("left out: {told}", told=tell_message(told)))
    print(
        translate(
            "{count} proposals, all unchecked. Look at them with `seabrief run --pack {folder}`, check the "
            "pack with `seabrief verify {folder} --text {file}`; decide about them on the page New brief.",
            count=len(draft.items),
            folder=options.out,
            file=path,
        )
    )
    return DONE


def tell_places(
    name: str, text: str, *, language: str | None = None, adjectives: bool = False
) -> dict[str, Any]:
    """Return the places that a text names, as plain data.

    Parameters
    ----------
    name
        What the file is called in the answer.
    text
        The text; offsets count its characters.
    language
        Its language; guessed where it is not given.
    adjectives
        Whether adjectives and peoples, such as "Chinese", count.
    """
    found = find_proposals(text, gazetteer=load_gazetteer(), language=language).places
    chosen = [one for one in found if adjectives or not one.is_adjective]
    return {"file": name, "places": list(_tell(chosen, split_paragraphs(text)))}


def _tell(places: Sequence[PlaceProposal], paragraphs: Sequence[Paragraph]) -> Iterator[dict[str, Any]]:
    starts = [paragraph.start for paragraph in paragraphs]
    for one in places:
        at = bisect_right(starts, one.start) - 1
        inside = at >= 0 and one.start < paragraphs[at].end
        yield {
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "name": one.place.name,
            "kind": one.place.kind,
            "lat": round(one.place.latitude, 4),
            "lon": round(one.place.longitude, 4),
            "passage": f"P{paragraphs[at].number}" if inside else None,
            "reason": one.reason,
            "confidence": one.confidence,
        }
