"""List the words of a pack: what a reader of another language needs in that language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from geodata.names import OWN_FIELDS, Names, read_built_names
from geodata.packs.gazetteer import name_layer
from geodata.packs.pack import Pack
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer, MembershipData
from geodata.sources import read_data_sources

LISTS: Mapping[str, str] = {
    "brief": "",
    "opening": "subjects",
    "passages": "passages",
    "layers": "layers",
    "scenes": "scenes",
    "sources": "sources",
}
"""Name of a file of records -> the list in it; empty where the file is one record."""
ROWS = "rows"
"""The list in the overlay of a feature table."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    "brief": ("rendering", "rights"),
    "subjects": ("title", "text"),
    "passages": ("section", "summary", "rendering"),
    "layers": ("title", "description", "caveat", "label"),
    "scenes": ("title", "takeaway", "notes"),
    "sources": ("locator", "note"),
}
"""List of records, or the file that is one -> its fields of words."""
TARGETS = ("passage", "feature", "scene")
"""Fields of a subject, one of which says what it leads to: it has no id and is found by it."""
CODES = frozenset(
    ("date", "since", "time", "bodies", "passage_ids", "confidence", "kind", "label_side", "other_names")
)
"""Text columns of feature tables that hold dates, ids, choices and names, and so nothing to translate."""


@dataclass(frozen=True)
class Wording:
    """One text of a pack, and where it stands."""

    file: str
    """File of the overlay, such as `layers.toml` or `features/ports.toml`."""
    entry: str
    """Id of the record; empty in `brief.toml`; of a subject what it leads to, such as `scene=corridor`."""
    field: str
    """Field, or column of a feature table; `name` for the name of its row."""
    text: str
    """What the pack says."""
    rendered: bool = False
    """Whether its translation stands beside the text and does not take its place."""
    known: bool = False
    """Whether it is a name that there is in the language already; an overlay may give another one."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from all others of the pack."""
        return self.file, self.entry, self.field


def list_wordings(pack: Pack, language: str) -> list[Wording]:
    """Return the texts of a pack that can be said in another language, file by file.

    Parameters
    ----------
    pack
        The pack in its own language.
    language
        IETF tag, one of `names.OWN_FIELDS`.
    """
    return [
        *_list_brief(pack),
        *_list_subjects(pack),
        *_list_passages(pack),
        *_list_layers(pack, language),
        *_list_scenes(pack),
        *_list_sources(pack),
        *_list_rows(pack, language),
    ]


def locate_table(file: str) -> str:
    """Return the file of an overlay that holds the words of a feature table."""
    return str(PurePosixPath(file).with_suffix(".toml"))


def is_wording(column: str) -> bool:
    """Tell whether a text column of a feature table holds words of ours."""
    return column not in CODES and not column.endswith(("_source", "_as_of", "_date"))


def _list_brief(pack: Pack) -> Iterator[Wording]:
    title = ": ".join(filter(None, (pack.brief.title, pack.brief.subtitle)))
    yield Wording("brief.toml", "", "rendering", title, rendered=True)
    yield Wording("brief.toml", "", "rights", pack.brief.rights)


def _list_subjects(pack: Pack) -> Iterator[Wording]:
    for subject in pack.opening.subjects:
        ((name, target),) = subject.link.items()
        for field in FIELDS["subjects"]:
            yield Wording("opening.toml", f"{name}={target}", field, getattr(subject, field))


def _list_passages(pack: Pack) -> Iterator[Wording]:
    for passage in pack.passages:
        yield Wording("passages.toml", passage.id, "section", passage.section)
        yield Wording("passages.toml", passage.id, "summary", passage.summary)
        yield Wording("passages.toml", passage.id, "rendering", passage.quote, rendered=True)


def _list_layers(pack: Pack, language: str) -> Iterator[Wording]:
    for layer in pack.layers:
        names = name_layer(pack, layer)
        known = names is not None and _is_known(names, language)
        yield Wording("layers.toml", layer.id, "title", layer.title, known=known)
        yield from _list_texts(layer)


def _list_texts(layer: Layer) -> Iterator[Wording]:
    yield Wording("layers.toml", layer.id, "description", layer.description)
    if layer.caveat:
        yield Wording("layers.toml", layer.id, "caveat", layer.caveat)
    if members := layer.get_data(MembershipData):
        yield Wording("layers.toml", layer.id, "label", members.label)


def _list_scenes(pack: Pack) -> Iterator[Wording]:
    for scene in pack.scenes:
        for field in FIELDS["scenes"]:
            yield Wording("scenes.toml", scene.id, field, getattr(scene, field))


def _list_sources(pack: Pack) -> Iterator[Wording]:
    built = read_data_sources()
    for source in pack.sources.values():
        for field in FIELDS["sources"]:
            if source.id not in built and (text := getattr(source, field)):
                yield Wording("sources.toml", source.id, field, text)


def _list_rows(pack: Pack, language: str) -> Iterator[Wording]:
    titled = {row.id for row in _list_titled(pack)}
    for file, rows in pack.tables.items():
        for row in rows:
            known = row.id in titled or _is_known(row.names, language)
            yield Wording(locate_table(file), row.id, "name", row.names.neutral, known=known)
            for column, text in row.texts.items():
                if is_wording(column) and any(map(str.isalpha, text)):
                    yield Wording(locate_table(file), row.id, column, text)


def _list_titled(pack: Pack) -> Iterable[Feature]:
    """Return the rows whose name is the title of their layer, which says it in other languages."""
    for layer in pack.layers:
        for file in layer.table_files:
            for row in pack.tables[file]:
                if row.id == layer.id and row.names.neutral == layer.title:
                    yield row


def _is_known(names: Names, language: str) -> bool:
    """Tell whether a name needs no translation: it is there, and not that of one side of a dispute alone."""
    own = OWN_FIELDS[language]
    written = bool(own and getattr(names, own) and not names.dual)
    return (
        written or bool(getattr(names, f"neutral_{language}")) or names.neutral in read_built_names(language)
    )
