"""Read a pack: the folder of data that carries one brief."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from geodata.errors import Message, PackError, UnknownIdError
from geodata.institutions.events import GROUP, check_events
from geodata.layer_kinds.table import get_kind
from geodata.names import OWN_FIELDS
from geodata.records.base import Record
from geodata.records.brief import Brief, Passage, count_words
from geodata.records.feature_tables import Feature, read_features
from geodata.records.files import Citation, read_entries, read_record
from geodata.records.layers import Layer, OutlineData, select_data
from geodata.records.outlines import read_outlines
from geodata.records.scenes import Opening, Scene, Subject
from geodata.routing.chokepoints import read_chokepoints
from geodata.sources import Source, read_data_sources
from geodata.text.documents import TEXT_NAMES

RECORD_FILES = ("brief.toml", "passages.toml", "layers.toml", "sources.toml", "scenes.toml", "opening.toml")
"""Files of a pack that hold its records; only the first three have to be there."""
MAX_QUOTED_WORDS = 380
"""Most words of all quotes of a pack, where the text is not the author's own: our limit."""


class Pack(Record):
    """A brief with its passages, layers, sources and features, checked as a whole."""

    folder: Path
    """Folder that it was read from."""
    key: str
    """Checksum of its files, by which what is made of it is kept."""
    language: str = ""
    """Language of its words as an IETF tag, where an overlay gave them; empty for the pack's own."""
    brief: Brief
    """The brief."""
    passages: tuple[Passage, ...]
    """Its passages in order."""
    layers: tuple[Layer, ...]
    """Its layers in order."""
    scenes: tuple[Scene, ...]
    """The steps of its briefing in order; empty where the pack has no `scenes.toml`."""
    opening: Opening = Opening()
    """What the map shows first, and the subjects of the home page; from `opening.toml` where there is one."""
    sources: Mapping[str, Source]
    """Sources by id: its own, and those of the built data that it cites."""
    tables: Mapping[str, tuple[Feature, ...]]
    """Rows of its feature tables by file name."""
    outlines: Mapping[str, tuple[str, ...]]
    """Feature ids of its GeoJSON files by file name."""


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    Raises
    ------
    PackError
        A file, an entry or a field is not what the pack format asks for, or two of them disagree.
    """
    if not folder.is_dir():
        raise PackError(folder, "", "", Message("There is no such folder."))
    brief = read_record(Brief, folder, "brief.toml")
    passages = read_entries(Passage, folder, "passages")
    layers = read_entries(Layer, folder, "layers")
    tables = _read_tables(layers, folder)
    outlined = {data.file: data.kind for data in select_data(layers, OutlineData).values()}
    pack = Pack(
        folder=folder,
        key=_hash_files(
            folder, (*RECORD_FILES, *TEXT_NAMES, *sorted({*tables, *outlined}), *_list_overlay_files(folder))
        ),
        brief=brief,
        passages=passages,
        layers=layers,
        scenes=read_entries(Scene, folder, "scenes") if (folder / "scenes.toml").is_file() else (),
        opening=_read_opening(folder),
        sources=_gather_sources(folder, layers, tables),
        tables=tables,
        outlines={file: tuple(read_outlines(folder, file, kind=kind)) for file, kind in outlined.items()},
    )
    _check_quoted_words(pack)
    for layer in layers:
        _check_links(layer, pack)
        _check_sources(layer, pack)
        _check_features(layer, pack)
    for scene in pack.scenes:
        _check_scene(scene, pack)
    for subject in pack.opening.subjects:
        _check_subject(subject, pack)
    return pack


def find_text(folder: Path, explicit: Path | str | None = None) -> Path | None:
    """Return where the full text of a brief is: the path named, else in the pack folder; or None.

    Raises
    ------
    PackError
        The path named is no file.
    """
    if explicit:
        if not Path(explicit).is_file():
            raise PackError(explicit, "", "", Message("There is no such text file."))
        return Path(explicit)
    return next((path for name in TEXT_NAMES if (path := folder / name).is_file()), None)


def _read_tables(layers: tuple[Layer, ...], folder: Path) -> dict[str, tuple[Feature, ...]]:
    files = dict.fromkeys(file for layer in layers for file in layer.table_files)
    located = {file for layer in layers if layer.data.located for file in layer.table_files}
    return {file: read_features(folder, file, located=file in located) for file in files}


def _gather_sources(
    folder: Path, layers: tuple[Layer, ...], tables: Mapping[str, tuple[Feature, ...]]
) -> dict[str, Source]:
    """Return the pack's own sources and those of the built data that it cites."""
    built = read_data_sources()
    entries = read_entries(Citation, folder, "sources") if (folder / "sources.toml").is_file() else ()
    own = {source.id: source for source in entries}
    for repeated in sorted(own.keys() & built.keys()):
        problem = Message("The built data has this source already; cite it without repeating it.")
        raise PackError("sources.toml", Message("source {repeated}", repeated=repeated), "id", problem)
    cited = {source_id for layer in layers for source_id in layer.sources}
    cited |= {source_id for rows in tables.values() for row in rows for source_id in row.sources}
    cited |= {source_id for layer in layers for source_id in list_computed_sources(layer)}
    return own | {source_id: built[source_id] for source_id in sorted(cited & built.keys())}


def list_computed_sources(layer: Layer) -> set[str]:
    """Return the ids of the sources of the features that a layer takes from built data.

    Raises
    ------
    PackError
        A feature that the layer names is unknown.
    """
    try:
        return set(get_kind(layer).list_sources(layer.data))
    except UnknownIdError as error:
        raise PackError("layers.toml", Message("layer {id}", id=layer.id), "data.ids", str(error)) from error


def _list_overlay_files(folder: Path) -> list[str]:
    files = (path for language in OWN_FIELDS for path in sorted((folder / language).rglob("*.toml")))
    return [path.relative_to(folder).as_posix() for path in files]


def _hash_files(folder: Path, files: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in (folder / file for file in files):
        if path.is_file():
            digest.update(
                hashlib.sha256(path.relative_to(folder).as_posix().encode() + path.read_bytes()).digest()
            )
    return digest.hexdigest()


def _read_opening(folder: Path) -> Opening:
    file = "opening.toml"
    return read_record(Opening, folder, file) if (folder / file).is_file() else Opening()


def _check_quoted_words(pack: Pack) -> None:
    words = sum(count_words(passage.quote) for passage in pack.passages)
    if words > MAX_QUOTED_WORDS and not pack.brief.own_text:
        problem = Message(
            "All quotes together have {words} words; at most {max_quoted_words} are allowed. "
            "Where the text is your own, say so with own_text = true in brief.toml.",
            words=words,
            max_quoted_words=MAX_QUOTED_WORDS,
        )
        raise PackError("passages.toml", "", "quote", problem)


def _check_links(layer: Layer, pack: Pack) -> None:
    known = [passage.id for passage in pack.passages]
    linked = [link.passage for link in layer.links]
    for number, passage_id in enumerate(linked):
        if passage_id not in known:
            problem = Message(
                "There is no passage {passage_id!r}; known are {known}.",
                passage_id=passage_id,
                known=", ".join(known),
            )
            raise PackError("layers.toml", Message("layer {id}", id=layer.id), "links", problem)
        if passage_id in linked[:number]:
            problem = Message(
                "Passage {passage_id} is linked twice; one link is enough.", passage_id=passage_id
            )
            raise PackError("layers.toml", Message("layer {id}", id=layer.id), "links", problem)


def _check_scene(scene: Scene, pack: Pack) -> None:
    known = {
        "passages": [passage.id for passage in pack.passages],
        "layers": [layer.id for layer in pack.layers],
        "closed": list(read_chokepoints()),
    }
    for field, ids in known.items():
        for named in getattr(scene, field):
            if named not in ids:
                problem = Message("There is no {named!r}; known are {ids}.", named=named, ids=", ".join(ids))
                raise PackError("scenes.toml", Message("scene {id}", id=scene.id), field, problem)


def _check_subject(subject: Subject, pack: Pack) -> None:
    known = {
        "passage": [passage.id for passage in pack.passages],
        "feature": [layer.id for layer in pack.layers],
        "scene": [scene.id for scene in pack.scenes],
    }
    for field, target in subject.link.items():
        named = target.partition(".")[0] if field == "feature" else target
        _check_target(named, known[field], subject, field)
    if subject.picture:
        _check_target(subject.picture, known["scene"], subject, "picture")


def _check_target(target: str, known: Sequence[str], subject: Subject, field: str) -> None:
    if target not in known:
        problem = Message("There is no {target!r}; known are {known}.", target=target, known=", ".join(known))
        raise PackError("opening.toml", Message("subject {title}", title=subject.title), field, problem)


def _check_sources(layer: Layer, pack: Pack) -> None:
    _check_known(layer.sources, pack, "layers.toml", f"layer {layer.id}", "sources")
    for file in layer.table_files:
        for feature in pack.tables[file]:
            row = f"row {feature.id}"
            _check_known(feature.sources, pack, file, row, "sources")
            for column, text in feature.texts.items():
                if column.endswith("_source"):
                    _check_known(text.split(), pack, file, row, column)


def _check_known(source_ids: Iterable[str], pack: Pack, file: str, entry: str, field: str) -> None:
    for source_id in source_ids:
        if source_id not in pack.sources:
            problem = Message(
                "There is no source {source_id!r}; enter it in sources.toml or cite another one.",
                source_id=source_id,
            )
            raise PackError(file, entry, field, problem)


def _check_features(layer: Layer, pack: Pack) -> None:
    """Check that what a layer is drawn from fits the rest of the pack."""
    get_kind(layer).check(pack, layer, layer.data)
    if layer.group == GROUP:
        for file in layer.table_files:
            check_events(file, pack.tables[file], [passage.id for passage in pack.passages])
