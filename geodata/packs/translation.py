"""Say a pack in another language: its words from an overlay, its names in all languages."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from geodata.names import NEUTRAL, Names, speak
from geodata.packs.gazetteer import name_layer
from geodata.packs.overlays import Overlay
from geodata.packs.pack import Pack
from geodata.packs.wordings import FIELDS, LISTS, is_wording, locate_table
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer, MembershipData
from geodata.records.scenes import Opening, Subject

_Entry = TypeVar("_Entry", bound=BaseModel)


def translate_pack(pack: Pack, overlay: Overlay) -> Pack:
    """Return a pack in the words of an overlay; what the overlay lacks stays as it is.

    Quotes, titles of publications, ids, figures and links are those of the pack, as is its key.
    """
    named = name_pack(pack, [overlay])
    rows = {
        file: tuple(_translate_row(row, file, overlay) for row in table)
        for file, table in named.tables.items()
    }
    changes: dict[str, Any] = {
        "language": overlay.language,
        "brief": _translate(pack.brief, "brief", "", overlay),
        "passages": tuple(
            _translate(passage, "passages", passage.id, overlay).model_copy(update={"claims": ()})
            for passage in pack.passages
        ),
        "layers": tuple(_translate_layer(layer, pack, overlay) for layer in pack.layers),
        "scenes": tuple(_translate(scene, "scenes", scene.id, overlay) for scene in pack.scenes),
        "opening": _translate_opening(pack.opening, overlay),
        "sources": {
            source.id: _translate(source, "sources", source.id, overlay) for source in pack.sources.values()
        },
        "tables": rows,
    }
    return pack.model_copy(update=changes)


def name_pack(pack: Pack, overlays: Iterable[Overlay]) -> Pack:
    """Return a pack whose rows and layers have their names in more languages, to be drawn for all readers."""
    for overlay in overlays:
        tables = {
            file: tuple(_name_row(row, file, pack, overlay) for row in table)
            for file, table in pack.tables.items()
        }
        layers = tuple(_name_layer(layer, pack, overlay) for layer in pack.layers)
        pack = pack.model_copy(update={"tables": tables, "layers": layers})
    return pack


def _name_row(row: Feature, file: str, pack: Pack, overlay: Overlay) -> Feature:
    names = row.names.localise(row.states)
    place = locate_table(file), row.id, "name"
    titled = [layer for layer in pack.layers if layer.id == row.id and layer.title == row.names.neutral]
    if titled and not overlay.get(place, row.names.neutral):
        place = "layers.toml", row.id, "title"
    return row.model_copy(update={"names": _add_name(names, overlay, place)})


def _name_layer(layer: Layer, pack: Pack, overlay: Overlay) -> Layer:
    names = name_layer(pack, layer) or Names(en=layer.title)
    return layer.model_copy(update={"names": _add_name(names, overlay, ("layers.toml", layer.id, "title"))})


def _add_name(names: Names, overlay: Overlay, place: tuple[str, str, str]) -> Names:
    name = overlay.get(place, names.neutral)
    return names.model_copy(update={f"neutral_{overlay.language}": name}) if name else names


def _translate(entry: _Entry, file: str, entry_id: str, overlay: Overlay) -> _Entry:
    """Return a record with its fields of words in the language."""
    found = {
        field: overlay.get((f"{file}.toml", entry_id, field), str(getattr(entry, field)))
        for field in FIELDS[LISTS[file] or file]
        if hasattr(entry, field)
    }
    return entry.model_copy(update={field: text for field, text in found.items() if text})


def _translate_layer(layer: Layer, pack: Pack, overlay: Overlay) -> Layer:
    translated = _translate(layer, "layers", layer.id, overlay)
    if names := name_layer(pack, layer):
        names = _add_name(names, overlay, ("layers.toml", layer.id, "title"))
        title = names.call(speak(NEUTRAL, overlay.language))
        translated = translated.model_copy(update={"title": title, "names": names})
    members = layer.get_data(MembershipData)
    label = members and overlay.get(("layers.toml", layer.id, "label"), members.label)
    if members and label:
        data = members.model_copy(update={"label": label})
        translated = translated.model_copy(update={"data": data})
    return translated


def _translate_opening(opening: Opening, overlay: Overlay) -> Opening:
    subjects = tuple(_translate_subject(subject, overlay) for subject in opening.subjects)
    return opening.model_copy(update={"subjects": subjects})


def _translate_subject(subject: Subject, overlay: Overlay) -> Subject:
    ((name, target),) = subject.link.items()
    return _translate(subject, "opening", f"{name}={target}", overlay)


def _translate_row(row: Feature, file: str, overlay: Overlay) -> Feature:
    table = locate_table(file)
    texts: Mapping[str, str] = {
        column: (is_wording(column) and overlay.get((table, row.id, column), text)) or text
        for column, text in row.texts.items()
    }
    return row.model_copy(update={"texts": texts})
