"""Verify a pack against itself and against the full text of its brief."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, computed_field

from geodata.datasets import read_manifest
from geodata.errors import AnchorError, DataError, Message, PackError
from geodata.layer_kinds.table import get_kind
from geodata.packs.attribution import gather_sources, list_resting_on_weak
from geodata.packs.completeness import Completeness, lacks_name, list_cited, measure_completeness
from geodata.packs.overlay_check import list_faults, list_lacking
from geodata.packs.overlays import list_overlays, read_overlay
from geodata.packs.pack import Pack
from geodata.range_bands.bands import list_origins
from geodata.records.brief import count_words
from geodata.records.layers import Layer
from geodata.routing.ports import read_ports
from geodata.sources import count_ranks
from geodata.text.documents import Document, hold_text
from geodata.text.normalization import FoldedText, fold_text
from geodata.text.paragraphs import (
    AnchoredPassage,
    PreparedText,
    anchor_passage,
    find_misplaced,
    prepare_text,
)
from geodata.text.quotes import find_quote

Outcome = Literal["found", "unchecked", "missing"]
"""What became of words that were looked for in a paragraph."""
NAMED_UNRANKED = 6
"""Sources without a rank that a finding names before it stops."""


class Finding(BaseModel):
    """Something that is not as it should be."""

    model_config = ConfigDict(frozen=True)

    code: str
    """What kind of finding it is, such as `quote-not-anchored`."""
    severity: Literal["error", "warning"]
    """Whether the pack fails because of it."""
    entry: str
    """The passage, layer, source or file concerned."""
    message: str
    """What is wrong, in a sentence."""
    language: str = ""
    """Tag of the language whose overlay it is in, without which the pack opens; empty for the pack itself."""
    changes: tuple[tuple[Literal["same", "quote", "text"], str], ...] = ()
    """How a quote and the place most like it differ: who has the words, and the words."""


class PassageCheck(BaseModel):
    """Whether a passage was found in the text."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Id of the passage."""
    anchored: bool | None
    """Whether its quote stands at exactly one place; none where there was no text to look in."""
    paragraph: int | None
    """Number of the paragraph in the text, from 1; none where it was not found."""
    page: int | None
    """Page on which its quote begins, from 1; none where it was not found or the text has no pages."""


class TermCheck(BaseModel):
    """Whether a passage really uses the words that a layer says it uses."""

    model_config = ConfigDict(frozen=True)

    layer: str
    """Id of the layer."""
    passage: str
    """Id of the passage."""
    term: str
    """The words."""
    outcome: Outcome
    """`unchecked`: not in the quote, and the whole paragraph was not at hand."""


class ClaimCheck(BaseModel):
    """Whether the words that carry a part of a summary stand in its paragraph."""

    model_config = ConfigDict(frozen=True)

    passage: str
    """Id of the passage."""
    part: str
    """The part of the summary."""
    words: str
    """The words that carry it."""
    outcome: Outcome
    """`unchecked`: not in the quote, and the whole paragraph was not at hand."""


class Counts(BaseModel):
    """How much a pack holds."""

    model_config = ConfigDict(frozen=True)

    passages: int
    """Passages."""
    layers: int
    """Layers."""
    features: int
    """Rows and outlines of its feature files."""
    sources: int
    """Sources that its layers and features cite, its own and those of the built data."""
    ranks: Mapping[str, int]
    """These and the sources of the data that its layers are built from, by rank: `primary`, `secondary`,
    `weak`, and `unranked` for those without one."""
    quoted_words: int
    """Words of all quotes together."""


class VerificationReport(BaseModel):
    """What the verification of a pack found."""

    model_config = ConfigDict(frozen=True)

    pack: str
    """Title of the brief."""
    text_read: bool
    """Whether the full text was at hand."""
    counts: Counts
    """How much was looked at."""
    passages: tuple[PassageCheck, ...]
    """Outcome for each passage."""
    terms: tuple[TermCheck, ...]
    """Outcome for each term of each `names` link."""
    claims: tuple[ClaimCheck, ...]
    """Outcome for the words of each claim of each summary."""
    coverage: Completeness
    """What is linked, quoted and sourced, and what is not."""
    languages: tuple[str, ...] = ()
    """Tags of the languages that the pack has overlays in."""
    findings: tuple[Finding, ...]
    """Everything that is not as it should be."""

    @computed_field  # type: ignore[prop-decorator]  # mypy has no decorated properties
    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings are allowed."""
        return all(finding.severity != "error" for finding in self.findings)


def verify_pack(
    pack: Pack, *, text: Document | str | None = None, prepared: PreparedText | None = None
) -> VerificationReport:
    """Return what holds and what does not in a pack that `read_pack` let in.

    Its overlays are read from its folder.

    Without the text of the brief, passages, and terms and claims outside the quotes, stay unchecked.

    Parameters
    ----------
    pack
        The pack.
    text
        The text of its brief, where that is at hand.
    prepared
        The same as `prepare_text` returns it, where it has been prepared already.
    """
    manuscript = hold_text(text) if isinstance(text, str) else text
    anchored: dict[str, AnchoredPassage] = {}
    findings = [finding for layer in pack.layers for finding in _check_layer(layer, pack)]
    findings += [*_check_data(pack), *_check_ranks(pack), *_list_unwritten(pack)]
    if manuscript and prepared is None:
        prepared = prepare_text(manuscript.text)
    coverage = measure_completeness(pack, words=_count_words(prepared) if prepared else None)
    if manuscript and prepared:
        findings += _anchor(pack, manuscript, prepared, anchored)
    languages = list_overlays(pack.folder)
    findings += [finding for language in languages for finding in _check_overlay(pack, language)]
    terms = tuple(_check_terms(pack, anchored))
    findings += [
        _error(
            "term-missing",
            f"layer {term.layer}",
            Message("Passage {passage} does not say “{term}”.", passage=term.passage, term=term.term),
        )
        for term in terms
        if term.outcome == "missing"
    ]
    claims = tuple(_check_claims(pack, anchored))
    findings += [
        _error(
            "claim-missing",
            f"passage {claim.passage}",
            Message("It does not say “{words}”.", words=claim.words),
        )
        for claim in claims
        if claim.outcome == "missing"
    ]
    return VerificationReport(
        pack=pack.brief.title,
        text_read=manuscript is not None,
        counts=_count(pack),
        passages=tuple(_check_passage(passage.id, anchored, manuscript) for passage in pack.passages),
        terms=terms,
        claims=claims,
        coverage=coverage,
        languages=tuple(languages),
        findings=(*findings, *_judge(coverage)),
    )


def _check_passage(
    passage_id: str, anchored: dict[str, AnchoredPassage], manuscript: Document | None
) -> PassageCheck:
    found = anchored.get(passage_id)
    return PassageCheck(
        id=passage_id,
        anchored=found is not None if manuscript else None,
        paragraph=found.paragraph.number if found else None,
        page=manuscript.find_page(found.anchor.start) if manuscript and found else None,
    )


def _anchor(
    pack: Pack, manuscript: Document, prepared: PreparedText, anchored: dict[str, AnchoredPassage]
) -> Iterator[Finding]:
    """Fill `anchored` by passage id and yield what went wrong."""
    if manuscript.sha256 != pack.brief.text_sha256:
        message = Message(
            "The text differs from the one that the quotes were taken from; once they fit, put its checksum "
            "into text_sha256: {sha256}.",
            sha256=manuscript.sha256,
        )
        yield _warn("text-differs", "brief.toml", message)
    for passage in pack.passages:
        try:
            anchored[passage.id] = anchor_passage(passage.selector, prepared)
        except AnchorError as error:
            found = _error("quote-not-anchored", f"passage {passage.id}", _sentence(error.problem))
            yield found.model_copy(update={"changes": error.changes})
    for misplaced in find_misplaced(anchored.values()):
        yield _error("passage-misplaced", f"passage {misplaced.passage_id}", _sentence(misplaced.problem))


def _check_terms(pack: Pack, anchored: Mapping[str, AnchoredPassage]) -> Iterator[TermCheck]:
    paragraphs = _fold_paragraphs(pack, anchored)
    for layer in pack.layers:
        for link in layer.links:
            for term in link.terms:
                outcome = _look_for(term, paragraphs[link.passage], whole=link.passage in anchored)
                yield TermCheck(layer=layer.id, passage=link.passage, term=term, outcome=outcome)


def _check_claims(pack: Pack, anchored: Mapping[str, AnchoredPassage]) -> Iterator[ClaimCheck]:
    paragraphs = _fold_paragraphs(pack, anchored)
    for passage in pack.passages:
        for claim in passage.claims:
            for words in claim.words:
                outcome = _look_for(words, paragraphs[passage.id], whole=passage.id in anchored)
                yield ClaimCheck(passage=passage.id, part=claim.part, words=words, outcome=outcome)


def _fold_paragraphs(pack: Pack, anchored: Mapping[str, AnchoredPassage]) -> dict[str, FoldedText]:
    """Return the paragraph of each passage by its id, or its quote where the paragraph is not at hand."""
    return {
        passage.id: fold_text(
            anchored[passage.id].paragraph.text if passage.id in anchored else passage.quote
        )
        for passage in pack.passages
    }


def _look_for(words: str, paragraph: FoldedText, *, whole: bool) -> Outcome:
    if find_quote(paragraph, words):
        return "found"
    return "missing" if whole else "unchecked"


def _check_overlay(pack: Pack, language: str) -> Iterator[Finding]:
    told = {"language": language}
    try:
        overlay = read_overlay(pack, language)
    except PackError as error:
        entry = ": ".join(filter(None, (error.file, error.entry, error.field)))
        yield _error("overlay-unfit", entry, error.problem).model_copy(update=told)
        return
    for lack in list_lacking(pack, overlay):
        yield _warn(lack.code, lack.entry, lack.message).model_copy(update=told)
    for fault in list_faults(pack, overlay):
        yield _error(fault.code, fault.entry, fault.message).model_copy(update=told)


def _check_layer(layer: Layer, pack: Pack) -> Iterator[Finding]:
    entry = f"layer {layer.id}"
    kinds = {link.kind for link in layer.links}
    if not kinds:
        yield _error("no-link", entry, Message("No passage calls for it."))
    if lacks_name(layer):
        yield _error(
            "not-named", entry, Message("Its status is brief, but no link says where the brief names it.")
        )
    if layer.status == "context" and "names" in kinds:
        yield _error(
            "named-context", entry, Message("Its status is context, but a link says that it is named.")
        )
    if layer.status == "notional" and not layer.caveat:
        yield _error(
            "no-caveat", entry, Message("It is notional and has to say in a caveat what is not real in it.")
        )
    if not get_kind(layer).has_own_source and not list_cited(layer, pack):
        yield _error("no-source", entry, Message("Neither it nor its features cite a source."))


def _list_unwritten(pack: Pack) -> Iterator[Finding]:
    """Yield the passages without a summary, and the scenes without a takeaway."""
    for passage in pack.passages:
        if not passage.summary:
            yield _warn("no-summary", f"passage {passage.id}", Message("Its summary is not written yet."))
    for scene in pack.scenes:
        if not scene.takeaway:
            yield _warn("no-summary", f"scene {scene.id}", Message("Its takeaway is not written yet."))


def _check_ranks(pack: Pack) -> Iterator[Finding]:
    """Yield the layers that the map opens with and that rest on weak sources alone, and who has no rank."""
    for layer_id in list_resting_on_weak(pack):
        message = Message(
            "It is visible at the start and rests on weak sources alone: cite a better one, "
            "or leave out `visible`."
        )
        yield _error("weak-alone", f"layer {layer_id}", message)
    unranked = [source.id for source in pack.sources.values() if not source.rank]
    if unranked:
        named = ", ".join(unranked[:NAMED_UNRANKED]) + (", …" if len(unranked) > NAMED_UNRANKED else "")
        message = Message(
            "{count} without a rank ({named}), listed last: "
            'give each rank = "primary", "secondary" or "weak".',
            count=len(unranked),
            named=named,
        )
        yield _warn("no-rank", "sources.toml", message)


def _check_data(pack: Pack) -> Iterator[Finding]:
    """Yield the data sets, origins and ports that layers ask for and that the built data does not have."""
    try:
        for read in (read_manifest, list_origins, read_ports):
            read()
    except DataError as error:
        yield _error("data-missing", "geodata/data", str(error))
        return
    for layer in pack.layers:
        for fault in get_kind(layer).list_faults(layer.data):
            yield _error(fault.code, f"layer {layer.id}", fault.message)


def _judge(coverage: Completeness) -> Iterator[Finding]:
    """Yield what is wrong with the coverage of a pack."""
    for reference in coverage.dead_references:
        layer_id, _, feature_id = reference.partition(".")
        yield _error(
            "dead-reference",
            f"layer {layer_id}",
            Message("Its data set has no feature {feature_id!r}.", feature_id=feature_id),
        )
    for source_id in coverage.unused_sources:
        yield _warn("unused-source", f"source {source_id}", Message("No layer and no feature cites it."))
    for fact in coverage.facts_without_source:
        file, row, columns = fact.split(": ", 2)
        yield _warn(
            "fact-without-source",
            f"{file}, row {row}",
            Message("No source is given for {columns}.", columns=columns),
        )


def _count_words(prepared: PreparedText) -> int:
    return sum(count_words(paragraph.text) for paragraph in prepared.paragraphs)


def _count(pack: Pack) -> Counts:
    files = (*pack.tables.values(), *pack.outlines.values())
    return Counts(
        passages=len(pack.passages),
        layers=len(pack.layers),
        features=sum(map(len, files)),
        sources=len(pack.sources),
        ranks=count_ranks(gather_sources(pack).values()),
        quoted_words=sum(count_words(passage.quote) for passage in pack.passages),
    )


def _error(code: str, entry: str, message: str) -> Finding:
    return Finding(code=code, severity="error", entry=entry, message=message)


def _warn(code: str, entry: str, message: str) -> Finding:
    return Finding(code=code, severity="warning", entry=entry, message=message)


def _sentence(problem: str) -> str:
    return problem[:1].upper() + problem[1:]
