"""Write a draft as a pack: the files of a folder, or a zip file of them."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError

from geodata.drafting.cameras import Point, fit_camera
from geodata.drafting.draft import Draft
from geodata.drafting.feature_tables import POSITION_SOURCE, TEXT_SOURCE, Row
from geodata.drafting.items import (
    InstitutionShown,
    Item,
    Mention,
    PlaceShown,
)
from geodata.drafting.layering import LayerMaker, LayerSet
from geodata.drafting.quoting import LEAST_WORDS, choose_quote
from geodata.drafting.reading import SourceParagraph
from geodata.drafting.words import find_words
from geodata.errors import Message, SeaBriefError
from geodata.packs.authoring import fill_new_folder
from geodata.packs.pack import MAX_QUOTED_WORDS
from geodata.records.brief import MAX_QUOTE_WORDS, Brief, Passage, count_words
from geodata.records.layers import Layer, MembershipData
from geodata.records.scenes import Opening, Scene, Subject
from geodata.sources import Source

MOST_PASSAGES = 300
"""Most passages of a pack."""
MOST_QUOTED_SHARE = 0.25
"""Largest share of a text of others that all quotes together take, where it is so short that it counts."""
MOST_SUBJECTS = 6
"""Scenes that the home page offers."""
MOST_BODIES = 2
"""Bodies whose members a scene shows at once."""
MOST_NAMED = 4
"""Places that the line about a scene names."""
WIDEST_TITLE = 120
"""Most characters of the title of a scene."""


class EmptyDraftError(SeaBriefError):
    """A draft has nothing that a pack could show."""


@dataclass(frozen=True)
class WrittenPack:
    """A pack as files."""

    files: Mapping[str, bytes]
    """Content by path inside the folder."""
    passages: tuple[Passage, ...]
    """Its passages in order."""
    layers: tuple[Layer, ...]
    """Its layers in order."""
    left_out: tuple[str, ...]
    """What of the draft is not in it, and why."""


def write_pack(draft: Draft, *, today: date) -> WrittenPack:
    """Return a draft as a pack: a scene for each section, without the text itself.

    What was rejected is left out; what nobody has decided about is marked as unchecked.

    Parameters
    ----------
    draft
        The draft.
    today
        Date of the pack where its record has none.

    Raises
    ------
    EmptyDraftError
        Nothing in it is on the map.
    """
    brief = _make_brief(draft, today)
    passages, left_out = _make_passages(draft)
    maker = LayerMaker(draft, frozenset(passage.id for passage in passages))
    layers = maker.make_layers()
    if left_out and not passages:
        raise EmptyDraftError(
            Message("All paragraphs of the text stand in it more than once: no words of it can be quoted.")
        )
    if not passages or not layers.layers:
        raise EmptyDraftError(
            Message("Nothing of the text is on the map yet: accept a proposal, or add a place.")
        )
    scenes = [*_make_scenes(draft, passages, layers)]
    files = {
        "brief.toml": _write_toml(brief),
        "passages.toml": _write_toml({"passages": [_dump(passage) for passage in passages]}),
        "layers.toml": _write_toml({"layers": [_dump(layer) for layer in layers.layers]}),
        "scenes.toml": _write_toml({"scenes": [_dump(scene) for scene in scenes]}),
        "opening.toml": _write_toml(_dump(_make_opening(draft, scenes))),
        "sources.toml": _write_toml({"sources": [*_list_sources(draft, layers, today)]}),
        **{file: _write_table(rows) for file, rows in layers.tables.items()},
        **{file: outline.encode() for file, outline in layers.outlines.items()},
    }
    return WrittenPack(files, tuple(passages), layers.layers, (*left_out, *layers.left_out))


def write_folder(pack: WrittenPack, folder: Path) -> tuple[Path, ...]:
    """Write a pack into a folder that is not there yet or empty, and return its files.

    Raises
    ------
    SeaBriefError
        Something lies in the folder already, or it cannot be written.
    """
    with fill_new_folder(folder):
        for name, content in pack.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return tuple(folder / name for name in pack.files)


def write_archive(pack: WrittenPack) -> bytes:
    """Return a pack as a zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pack.files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _make_brief(draft: Draft, today: date) -> dict[str, Any]:
    record, words = draft.record, find_words(draft.record.language)
    told = {
        "title": record.title or draft.source.name,
        "subtitle": record.subtitle,
        "author": record.author or words.no_author,
        "publisher": record.publisher or words.no_publisher,
        "date": record.date or str(today.year),
        "language": record.language or "en",
        "url": record.url,
        "rights": record.rights or (words.rights_own if record.own_text else words.rights_other),
        "own_text": record.own_text,
        "text_file": Path(draft.source.name).name or "brief.txt",
        "text_sha256": draft.source.sha256,
    }
    try:
        return _dump(Brief.model_validate(told))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        problem = Message("The record: field {field}: {msg}.", field=field, msg=first["msg"])
        raise SeaBriefError(problem) from error


def _make_passages(draft: Draft) -> tuple[list[Passage], list[str]]:
    """Return a passage for each paragraph that speaks of anything kept, and what there was no room for."""
    held: dict[str, list[tuple[Item, Mention]]] = {}
    for item in draft.items:
        for mention in item.mentions if item.is_kept else ():
            if paragraph := draft.find_paragraph(mention):
                held.setdefault(paragraph.id, []).append((item, mention))
    most = MOST_PASSAGES if draft.record.own_text else MAX_QUOTED_WORDS // LEAST_WORDS
    chosen = sorted(held, key=lambda passage: -len(held[passage]))[:most]
    words = _share_words(draft, len(chosen))
    passages: list[Passage] = []
    left_out: list[str] = []
    for paragraph in draft.source.paragraphs:
        if paragraph.id not in chosen:
            continue
        passage = _make_passage(draft, paragraph, held[paragraph.id], words)
        if passage:
            passages.append(passage)
        else:
            left_out.append(Message("Paragraph {id}: its words stand elsewhere as well.", id=paragraph.id))
    if len(held) > len(chosen):
        told = {"count": len(held) - len(chosen), "words": MAX_QUOTED_WORDS}
        left_out.append(
            Message("{count} paragraphs that name little: quotes have {words} words at most.", **told)
        )
    return passages, left_out


def _share_words(draft: Draft, count: int) -> int:
    """Return how many words the quote of each of so many passages may have."""
    if draft.record.own_text or not count:
        return MAX_QUOTE_WORDS
    allowed = min(MAX_QUOTED_WORDS, int(MOST_QUOTED_SHARE * count_words(draft.source.searchable)))
    return min(MAX_QUOTE_WORDS, max(LEAST_WORDS, allowed // count))


def _make_passage(
    draft: Draft, paragraph: SourceParagraph, named: Sequence[tuple[Item, Mention]], words: int
) -> Passage | None:
    """Return the passage of a paragraph, None where no words of it can be told from the same elsewhere."""
    found = choose_quote(draft.source, paragraph, [mention for _, mention in named], most_words=words)
    if found is None:
        return None
    return Passage(
        id=paragraph.id,
        section=draft.name_section(paragraph.section),
        number=int(paragraph.id.partition("-")[2]),
        summary=draft.summaries.get(paragraph.id, ""),
        quote=found.exact,
        prefix=found.prefix,
        suffix=found.suffix,
        places=tuple(_name_places(item for item, _ in named)),
        actors=tuple(_name_bodies(draft, named)),
    )


def _name_places(items: Iterable[Item]) -> dict[str, None]:
    return dict.fromkeys(item.shown.place.name for item in items if isinstance(item.shown, PlaceShown))


def _name_bodies(draft: Draft, named: Iterable[tuple[Item, Mention]]) -> dict[str, None]:
    """Return the institutions that a paragraph names, by its words."""
    bodies = (mention for item, mention in named if isinstance(item.shown, InstitutionShown))
    return dict.fromkeys(map(draft.read_words, bodies))


def _make_scenes(draft: Draft, passages: Sequence[Passage], layers: LayerSet) -> Iterable[Scene]:
    """Yield a scene for each section with passages, its camera fitted to what its layers show."""
    everywhere = fit_camera([*_list_points(draft.items, states=True)])
    for number, _ in enumerate(draft.source.sections, start=1):
        own = [passage for passage in passages if int(passage.id.partition("-")[0]) == number]
        if not own or everywhere is None:
            continue
        told = [
            layer
            for layer in layers.layers
            if number in layers.sections[layer.id] or layers.sections[layer.id] == {0}
        ]
        hidden = [layer for layer in told if layer.get_data(MembershipData)][MOST_BODIES:]
        shown = [layer for layer in told if layer not in hidden]
        closed = tuple(layer.id.removeprefix("closed-") for layer in shown if layer.id.startswith("closed-"))
        items = [item for item in draft.items if item.is_kept and _is_in(draft, item, number)]
        camera = fit_camera([*_list_points(items, states=False)]) or fit_camera(
            [*_list_points(items, states=True)]
        )
        yield Scene(
            id=f"section-{number}",
            title=draft.name_section(number - 1)[:WIDEST_TITLE],
            takeaway=draft.takeaways.get(str(number), ""),
            passages=tuple(passage.id for passage in own),
            layers=tuple(layer.id for layer in shown if layer.id.removeprefix("gate-") not in closed),
            camera=camera or everywhere,
            closed=closed,
        )


def _is_in(draft: Draft, item: Item, section: int) -> bool:
    paragraphs = map(draft.find_paragraph, item.mentions)
    return any(paragraph is not None and paragraph.section == section - 1 for paragraph in paragraphs)


def _list_points(items: Iterable[Item], *, states: bool) -> Iterable[Point]:
    """Yield the places of items; without those of states, whose points lie far from what is told of them."""
    for item in items:
        if item.is_kept:
            for place in item.places:
                if states or place.kind not in ("country", "region"):
                    yield place.longitude, place.latitude


def _make_opening(draft: Draft, scenes: Sequence[Scene]) -> Opening:
    words = find_words(draft.record.language)
    subjects = []
    for scene in scenes[:MOST_SUBJECTS]:
        number = int(scene.id.removeprefix("section-"))
        counted = Counter(
            name
            for item in draft.items
            if item.is_kept and _is_in(draft, item, number)
            for name in _name_places([item])
            for _ in item.mentions
        )
        named = [name for name, _ in counted.most_common(MOST_NAMED)]
        more = len(counted) - len(named)
        listed = ", ".join([*named, *([words.more.format(count=more)] if more else [])])
        subjects.append(Subject(title=scene.title, text=listed or scene.title, scene=scene.id))
    return Opening(subjects=tuple(subjects))


def _list_sources(draft: Draft, layers: LayerSet, today: date) -> Iterable[dict[str, Any]]:
    """Yield the sources of the pack itself: the text, and what its author has placed."""
    record, words = draft.record, find_words(draft.record.language)
    publisher = record.publisher or record.author or words.no_publisher
    year = record.date or str(today.year)
    text = Source(
        id=TEXT_SOURCE,
        title=record.title or draft.source.name,
        publisher=publisher,
        year=year,
        url=record.url,
        locator="passages of this pack",
        rank="secondary",
        confidence="medium",
    )
    yield _dump(text)
    cited = {row.get("sources") for rows in layers.tables.values() for row in rows}
    if POSITION_SOURCE in cited:
        yield _dump(
            Source(
                id=POSITION_SOURCE,
                title="Positions chosen on the map",
                publisher=publisher,
                year=str(today.year),
                locator="the places so marked",
                rank="secondary",
                confidence="medium",
            )
        )


def _dump(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any pydantic model
    told: dict[str, Any] = record.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude_none=True
    )
    return told | ({"kind": record.kind} if hasattr(record, "kind") else {})


def _write_toml(content: Mapping[str, Any]) -> bytes:
    return tomli_w.dumps(content, multiline_strings=False).encode()


def _write_table(rows: Sequence[Row]) -> bytes:
    written = io.StringIO(newline="")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    table = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode()
