"""Word the sources and the completeness of a pack as tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.i18n.texts import get_texts
from geodata.datasets import Dataset
from geodata.packs.attribution import list_sources
from geodata.packs.completeness import Completeness, is_date, is_later, list_cited
from geodata.packs.pack import Pack
from geodata.sources import Source

MOST_SHOWN = 12
"""Ids that a line of the coverage report names before it counts the rest."""


def list_users(pack: Pack) -> dict[str, list[str]]:
    """Return for each source of a pack and of its built data the ids of the layers that rest on it."""
    users: dict[str, list[str]] = {source_id: [] for source_id in pack.sources}
    for layer in pack.layers:
        built = (source.id for source in list_sources(pack, layer))
        for source_id in dict.fromkeys((*list_cited(layer, pack), *built)):
            users.setdefault(source_id, []).append(layer.id)
    return users


@dataclass(frozen=True)
class LicenceUse:
    """What stands under one licence."""

    licence: str
    """Its name as the sources and data sets give it; empty for facts cited from a publication."""
    sources: tuple[Source, ...]
    """Sources under it."""
    datasets: tuple[Dataset, ...]
    """Built data sets under it."""


def list_licences(sources: Iterable[Source], datasets: Iterable[Dataset]) -> list[LicenceUse]:
    """Return what stands under each licence, the most used first, what has none last."""
    sources, datasets = list(sources), list(datasets)
    licences = [*(dataset.licence for dataset in datasets), *(source.licence for source in sources)]
    uses = [
        LicenceUse(
            licence,
            tuple(source for source in sources if source.licence == licence),
            tuple(dataset for dataset in datasets if dataset.licence == licence),
        )
        for licence in dict.fromkeys(licences)
    ]
    return sorted(uses, key=lambda use: (not use.licence, -len(use.sources) - len(use.datasets)))


def write_table(_pack: Pack, sources: Iterable[Source]) -> str:
    """Return the sources as plain text, one a line: id, rank, publisher, year, title, licence."""
    sources = list(sources)
    width = max(len(source.id) for source in sources)
    lines = (
        f"{source.id:{width}}  {source.standing:9}  {source.publisher}, {source.year}: {source.title}"
        + (f" [{source.licence}]" if source.licence else "")
        for source in sources
    )
    return "\n".join(map(_flatten, lines)) + "\n"


def describe_ranks(ranks: Mapping[str, int]) -> str:
    """Return how many sources have each rank, as a line."""
    return get_texts().ranks_counted.format(**ranks)


def describe_completeness(coverage: Completeness) -> Iterator[str]:
    """Yield the coverage of a pack in lines; what is complete says so."""
    texts = get_texts()
    share = "" if coverage.quoted_share is None else texts.quoted_share.format(share=coverage.quoted_share)
    yield f"{texts.quoted_words}: {coverage.quoted_words}{share}"
    for label, entries in list_gaps(coverage):
        yield f"{label}: {_shorten(entries)}"


def list_later(pack: Pack) -> list[tuple[str, str]]:
    """Return what is dated after the brief: a layer, or a kind of figure of its features, and the date."""
    texts = get_texts()
    later = [(layer.title, layer.as_of) for layer in pack.layers if is_later(layer.as_of, pack)]
    for layer in pack.layers:
        if is_later(layer.as_of, pack):
            continue
        rows = [row for file in layer.table_files for row in pack.tables[file]]
        dated = Counter(
            (column, date)
            for row in rows
            for column, date in row.texts.items()
            if is_date(column) and is_later(date, pack)
        )
        for (column, date), count in dated.items():
            fact = column.removesuffix("as_of").removesuffix("date").strip("_").replace("_", " ")
            fact = texts.later_facts.get(fact, fact) or texts.later_fact
            told = texts.later_features.format(fact=fact, count=count)
            later.append((f"{layer.title}: {told}", date))
    return later


def list_gaps(coverage: Completeness) -> tuple[tuple[str, Sequence[str]], ...]:
    """Return what the coverage report lists: a label, and the ids that it concerns."""
    texts = get_texts()
    return (
        (texts.passages_without_layers, coverage.passages_without_layers),
        (texts.layers_without_passages, coverage.layers_without_passages),
        (texts.layers_not_named, coverage.layers_not_named),
        (texts.unchecked_layers, coverage.unchecked_layers),
        (texts.long_quotes, coverage.long_quotes),
        (texts.dead_references, coverage.dead_references),
        (texts.unused_sources, coverage.unused_sources),
        (texts.facts_without_source, coverage.facts_without_source),
    )


def _shorten(entries: Sequence[str]) -> str:
    if not entries:
        return get_texts().none
    more = len(entries) - MOST_SHOWN
    return ", ".join(entries[:MOST_SHOWN]) + (f" +{more}" if more > 0 else "")


def _flatten(line: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in line)
