"""Measure how completely passages, layers, facts and sources of a pack are linked."""

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, computed_field

from geodata.layer_kinds.table import get_kind
from geodata.packs.pack import Pack, list_computed_sources
from geodata.records.brief import MAX_QUOTE_WORDS, count_words
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer

_POSITIONS = ("lat", "lon", "label_")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_SOURCED_TEXTS = ("administered_by", "claimed_by", "occupied_by")


class Completeness(BaseModel):
    """What is linked, quoted and sourced in a pack, and what is not."""

    model_config = ConfigDict(frozen=True)

    passages_without_layers: tuple[str, ...]
    """Ids of the passages that no layer answers to."""
    layers_without_passages: tuple[str, ...]
    """Ids of the layers that answer to no passage."""
    layers_not_named: tuple[str, ...]
    """Ids of the layers of status `brief` without a link of kind `names`."""
    long_quotes: tuple[str, ...]
    """Ids of the passages whose quote has more words than allowed."""
    quoted_words: int
    """Words of all quotes together."""
    text_words: int | None
    """Words of the brief; none where its text was not at hand."""
    dead_references: tuple[str, ...]
    """Features that a layer asks for and its data does not have, as `layer.feature`."""
    unused_sources: tuple[str, ...]
    """Ids of the sources that no layer and no feature cites."""
    facts_without_source: tuple[str, ...]
    """Figures and claims for which neither row nor layer gives a source, as `file: row: columns`."""
    notional_layers: tuple[str, ...]
    """Ids of the layers that are our illustration."""
    unchecked_layers: tuple[str, ...]
    """Ids of the layers that nobody has confirmed."""
    later_layers: tuple[str, ...]
    """Ids of the layers that hold for a date after the brief."""
    later_features: tuple[str, ...]
    """Features whose own date is after the brief, as `file: row`."""

    @computed_field  # type: ignore[prop-decorator]  # mypy has no decorated properties
    @property
    def quoted_share(self) -> float | None:
        """Share of the brief's words that the quotes take, from 0 to 1; none without its text."""
        return self.quoted_words / self.text_words if self.text_words else None


def measure_completeness(pack: Pack, *, words: int | None = None) -> Completeness:
    """Return the coverage of a pack; `words` is how many its brief has, where that is known."""
    linked = {link.passage for layer in pack.layers for link in layer.links}
    used = {source for layer in pack.layers for source in list_cited(layer, pack)}
    return Completeness(
        passages_without_layers=tuple(passage.id for passage in pack.passages if passage.id not in linked),
        layers_without_passages=tuple(layer.id for layer in pack.layers if not layer.links),
        layers_not_named=tuple(layer.id for layer in pack.layers if lacks_name(layer)),
        long_quotes=tuple(
            passage.id for passage in pack.passages if count_words(passage.quote) > MAX_QUOTE_WORDS
        ),
        quoted_words=sum(count_words(passage.quote) for passage in pack.passages),
        text_words=words,
        dead_references=tuple(_list_dead(pack)),
        unused_sources=tuple(source_id for source_id in pack.sources if source_id not in used),
        facts_without_source=tuple(_list_unsourced(pack)),
        notional_layers=tuple(layer.id for layer in pack.layers if layer.status == "notional"),
        unchecked_layers=tuple(layer.id for layer in pack.layers if layer.unchecked),
        later_layers=tuple(layer.id for layer in pack.layers if is_later(layer.as_of, pack)),
        later_features=tuple(
            f"{file}: {row.id}"
            for file, rows in pack.tables.items()
            for row in rows
            if any(is_later(row.texts.get(column, ""), pack) for column in row.texts if is_date(column))
        ),
    )


def lacks_name(layer: Layer) -> bool:
    """Tell whether a layer is said to be in the brief, and no link says where the brief names it."""
    return layer.status == "brief" and all(link.kind != "names" for link in layer.links)


def is_later(date: str, pack: Pack) -> bool:
    """Tell whether a year, month or day of ISO 8601 lies after the brief and does not include it."""
    published = pack.brief.date
    return bool(_DATE.fullmatch(date) and published) and date[: len(published)] > published[: len(date)]


def is_date(column: str) -> bool:
    """Tell whether a column of a feature table holds the date of the feature or of one of its facts."""
    return column in ("date", "as_of") or column.endswith(("_date", "_as_of"))


def list_cited(layer: Layer, pack: Pack) -> dict[str, None]:
    """Return, in order and each once, the ids of the sources that a layer and its features cite."""
    cited = dict.fromkeys((*layer.sources, *sorted(list_computed_sources(layer))))
    for file in layer.table_files:
        for row in pack.tables[file]:
            cited |= dict.fromkeys(row.sources)
            named = (text.split() for column, text in row.texts.items() if column.endswith("_source"))
            cited |= dict.fromkeys(source_id for ids in named for source_id in ids)
    return cited


def _list_dead(pack: Pack) -> Iterator[str]:
    for layer in pack.layers:
        yield from (f"{layer.id}.{missing}" for missing in get_kind(layer).list_missing(layer.data))


def _list_unsourced(pack: Pack) -> Iterator[str]:
    for layer in pack.layers:
        if layer.sources:
            continue
        for file in layer.table_files:
            for row in pack.tables[file]:
                if columns := _list_unsourced_columns(row):
                    yield f"{file}: {row.id}: {', '.join(columns)}"


def _list_unsourced_columns(row: Feature) -> list[str]:
    if row.sources:
        return []
    facts = [column for column in row.figures if not column.startswith(_POSITIONS)]
    facts += [column for column in _SOURCED_TEXTS if column in row.texts]
    return [column for column in facts if f"{column.removesuffix('_by')}_source" not in row.texts]
