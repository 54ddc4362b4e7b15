"""Describe a handout: what its cover, its scenes, its sources and its last page say, for PDF and Word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exports.handout.tables import Table, list_events, list_members, list_tables
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell_built
from dashboard.wording.formats import BASE_DATASETS, clean_text, format_date
from dashboard.wording.scene_text import SceneWords, describe_scene
from dashboard.wording.wording import Wording, cite_brief, format_source, place_passage
from geodata.datasets import read_manifest
from geodata.scenes import ResolvedScene
from geodata.sources import Source, read_data_sources, sort_by_rank

_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class Quotation:
    """A passage of the brief, as a handout quotes it."""

    id: str
    place: str
    """Section and paragraph."""
    quote: str
    """Verbatim, in quotation marks."""
    summary: str
    """What it says, marked as our words."""


@dataclass(frozen=True)
class CitedSource:
    """A source in the list at the end."""

    number: int
    """By which the scenes refer to it, from 1."""
    title: str
    told: str
    """Publisher, year, place in it, licence, rank, and what has to be known of it."""
    address: str
    """Where it can be read on the web; empty where nowhere."""
    rank: str
    """Heading of the sources of its rank."""


@dataclass(frozen=True)
class SceneSheet:
    """A scene of a handout."""

    id: str
    words: SceneWords
    """Heading, takeaway and legend."""
    told: str
    """What the map shows, for whoever does not see it."""
    quotations: tuple[Quotation, ...]
    tables: tuple[Table, ...]
    events: Table | None
    sources: tuple[int, ...]
    """Numbers of its sources."""
    notes: tuple[str, ...]
    """Paragraphs of the speaker notes; none where they are not wanted."""


@dataclass(frozen=True)
class Handout:
    """Everything that a handout says, without control characters."""

    title: str
    subtitle: str
    record: str
    """The brief as it is cited."""
    address: str
    """The publisher's page of the brief; may be empty."""
    rights: str
    as_of: str
    language: str
    """IETF tag of the language of the brief, and of the quotes; empty where the pack has none that is one."""
    notional: bool
    """Whether anything in it is notional."""
    scenes: tuple[SceneSheet, ...]
    members: Table | None
    """Who belongs to the bodies on its maps."""
    sources: tuple[CitedSource, ...]
    limits: tuple[str, ...]


def describe_handout(scenes: Sequence[ResolvedScene], wording: Wording, *, notes: bool) -> Handout:
    """Return what a handout of scenes says, with the speaker notes if they are wanted."""
    brief, texts = wording.pack.brief, get_texts()
    sources = _number_sources(scenes)
    numbers = {source.id: number for number, source in enumerate(sources, 1)}
    return Handout(
        title=clean_text(brief.title) or texts.handout,
        subtitle=clean_text(brief.subtitle),
        record=clean_text(cite_brief(brief)),
        address=read_address(brief.url),
        rights=clean_text(brief.rights),
        as_of=texts.as_of_date.format(date=format_date(brief.date)),
        language=brief.language if _TAG.fullmatch(brief.language) else "",
        notional=any(scene.notional for scene in scenes),
        scenes=tuple(_describe_sheet(scene, wording, numbers, notes=notes) for scene in scenes),
        members=list_members(scenes, wording),
        sources=tuple(_describe_source(source, number) for number, source in enumerate(sources, 1)),
        limits=tuple(texts.limits.values()),
    )


def list_runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return first and last of each run of whole numbers that follow each other, in their order.

    >>> list_runs([1, 2, 3, 7, 9, 10])
    [(1, 3), (7, 7), (9, 10)]
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def read_address(text: str) -> str:
    """Return an address of the web as it is, and nothing in place of any other text."""
    return text if text.startswith(("https://", "http://")) and text.isprintable() else ""


def _number_sources(scenes: Iterable[ResolvedScene]) -> list[Source]:
    """Return the sources of the base map and of scenes, each once, the best rank first."""
    cited = {source.id: source for scene in scenes for source in scene.sources}
    return sort_by_rank((cited | {source.id: source for source in _list_base()}).values())


def _list_base() -> list[Source]:
    built, manifest = read_data_sources(), read_manifest()
    return [built[source_id] for dataset in BASE_DATASETS for source_id in manifest[dataset].sources]


def _describe_source(source: Source, number: int) -> CitedSource:
    told = f"{format_source(source)} {tell_built(source.note)}".strip()
    return CitedSource(
        number,
        clean_text(source.title),
        clean_text(told),
        read_address(source.url or source.read_at),
        get_texts().ranked_sources[source.standing],
    )


def _describe_sheet(
    scene: ResolvedScene, wording: Wording, numbers: Mapping[str, int], *, notes: bool
) -> SceneSheet:
    words = describe_scene(scene, wording.pack, policy=wording.names)
    told = [get_texts().map_of.format(title=words.title), wording.tell_map(scene)]
    told += [f"{get_texts().stamp}."] if words.stamp else []
    cited = {numbers[source.id] for source in (*_list_base(), *scene.sources)}
    lines = wording.rename(scene.scene.notes).splitlines() if notes else ()
    return SceneSheet(
        id=scene.scene.id,
        words=words,
        told=clean_text(". ".join(told)),
        quotations=tuple(
            Quotation(
                passage.id,
                clean_text(place_passage(passage)),
                clean_text(f"“{passage.quote}”"),
                clean_text(get_texts().our_summary.format(summary=wording.rename(passage.summary))),
            )
            for passage in scene.passages
        ),
        tables=tuple(list_tables(scene, words, wording)),
        events=list_events(scene, wording),
        sources=tuple(sorted(cited)),
        notes=tuple(clean_text(line) for line in lines if line.strip()),
    )
