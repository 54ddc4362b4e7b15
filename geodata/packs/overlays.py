"""Overlays: the words of a pack in another language, in a folder of the pack."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from geodata.errors import Message, PackError, SeaBriefError, UnknownIdError
from geodata.names import OWN_FIELDS
from geodata.packs.pack import Pack
from geodata.packs.wordings import LISTS, ROWS, TARGETS, Wording, list_wordings
from geodata.records.base import MAX_TEXT
from geodata.records.files import read_toml

VALUES = "values"
"""Table of an overlay file with what a text of the pack means wherever it stands in that file."""
Place = tuple[str, str, str]
"""File, entry and field of a text, as in `Wording`."""


@dataclass(frozen=True)
class Overlay:
    """The words of a pack in one language; what it lacks stays in the language of the pack."""

    language: str
    """IETF tag, which is the name of its folder."""
    texts: Mapping[Place, str]
    """Texts by where they stand; none is empty."""
    values: Mapping[tuple[str, str], str]
    """What texts that stand more than once mean, by file and text of the pack; none is empty."""

    def find(self, wording: Wording) -> str:
        """Return a text of the pack in the language; empty where the overlay lacks it."""
        return self.get(wording.place, wording.text)

    def get(self, place: Place, text: str) -> str:
        """Return what a text of the pack, which stands at a place, is in the language, or nothing."""
        return self.texts.get(place) or self.values.get((place[0], text), "")


def list_overlays(folder: Path) -> list[str]:
    """Return the languages in which a pack has words of its own beside that of its records."""
    return [language for language in OWN_FIELDS if any((folder / language).rglob("*.toml"))]


def read_overlay(pack: Pack, language: str) -> Overlay:
    """Return the overlay of a pack in a language; an empty one where it has none.

    Raises
    ------
    PackError
        A file is no TOML, or names a list, a record or a field that the pack does not have, or holds
        something else than text.
    UnknownIdError
        There is no such language.
    """
    if language not in OWN_FIELDS:
        raise UnknownIdError("language", language, OWN_FIELDS)
    wordings = list_wordings(pack, language)
    texts: dict[Place, str] = {}
    values: dict[tuple[str, str], str] = {}
    for path in sorted((pack.folder / language).rglob("*.toml")):
        file = path.relative_to(pack.folder / language).as_posix()
        table = read_toml(pack.folder, f"{language}/{file}")
        known = [wording for wording in wordings if wording.file == file]
        values |= _read_values(table, known, f"{language}/{file}", file)
        texts |= _read_entries(table, known, f"{language}/{file}", file)
    return Overlay(language, texts, values)


def _read_values(
    table: dict[str, object], known: Iterable[Wording], named: str, file: str
) -> dict[tuple[str, str], str]:
    values = table.pop(VALUES, {})
    if not isinstance(values, dict):
        raise PackError(
            named, "", VALUES, Message("Expected a table [values] of texts by texts of the pack.")
        )
    texts = {wording.text for wording in known}
    for text, translated in values.items():
        if text not in texts:
            problem = Message(
                "No text of the pack in this file is “{text}”; take it over exactly.", text=text
            )
            raise PackError(named, "", VALUES, problem)
        _check_text(translated, named, "", text)
    return {(file, text): translated.strip() for text, translated in values.items() if translated.strip()}


def _read_entries(table: dict[str, object], known: list[Wording], named: str, file: str) -> dict[Place, str]:
    if not known:
        raise PackError(named, "", "", Message("The pack has no such file, or no words in it."))
    listed = LISTS.get(PurePosixPath(file).stem, ROWS) if "/" not in file else ROWS
    entries = table.pop(listed, []) if listed else [table]
    if (
        (listed and table)
        or not isinstance(entries, list)
        or not all(isinstance(one, dict) for one in entries)
    ):
        problem = Message(
            "Expected a list of [[{listed}]] tables, a table [values], and nothing else.", listed=listed
        )
        raise PackError(named, "", "", problem)
    found: dict[Place, str] = {}
    fields = {
        entry: [wording.field for wording in group]
        for entry, group in groupby(known, key=lambda wording: wording.entry)
    }
    for number, entry in enumerate(entries, start=1):
        name = _name_entry(entry, listed, number, fields, named)
        for field, text in entry.items():
            if field in _list_keys(listed):
                continue
            _check_field(field, fields[name], named, name)
            _check_text(text, named, name, field)
            if (file, name, field) in found:
                raise PackError(named, name, field, Message("This entry stands twice; once is enough."))
            if text.strip():
                found[file, name, field] = text.strip()
    return found


def _list_keys(listed: str) -> tuple[str, ...]:
    """Return the fields by which an entry of a list is found."""
    return {"": (), "subjects": TARGETS}.get(listed, ("id",))


def _name_entry(
    entry: Mapping[str, object], listed: str, number: int, known: Iterable[str], named: str
) -> str:
    """Return the id of an entry, which has to be one of the pack's."""
    keys = {name: entry[name] for name in _list_keys(listed) if name in entry}
    name = "" if not listed else _write_key(listed, keys)
    if name not in known:
        expected = ", ".join(known)
        problem = (
            Message("The pack has no such entry with words; known are {known}.", known=expected)
            if name
            else Message(
                "Expected {key}; known are {known}.", key=" or ".join(_list_keys(listed)), known=expected
            )
        )
        raise PackError(named, name or Message("number {number}", number=number), "", problem)
    return name


def _write_key(listed: str, keys: Mapping[str, object]) -> str:
    if listed == "subjects":
        return ",".join(f"{name}={target}" for name, target in keys.items())
    return str(keys.get("id", ""))


def _check_field(field: str, known: Iterable[str], named: str, entry: str) -> None:
    if field not in known:
        problem = Message(
            "There are no words of this field to translate; known are {known}.", known=", ".join(known)
        )
        raise PackError(named, entry, field, problem)


def _check_text(text: object, named: str, entry: str, field: str) -> None:
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        problem = Message("Expected a text of at most {most:,.0f} characters.", most=MAX_TEXT)
        raise PackError(named, entry, field, problem)


def write_skeletons(pack: Pack, overlay: Overlay) -> tuple[Path, ...]:
    """Write the files of an overlay, with the texts of the pack as comments and what is there already.

    Raises
    ------
    SeaBriefError
        A file cannot be written.
    """
    folder = pack.folder / overlay.language
    try:
        for file, text in describe_skeletons(pack, overlay).items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise SeaBriefError(
            Message("{folder}: cannot be written ({strerror}).", folder=folder, strerror=error.strerror)
        ) from error
    return tuple(folder / file for file in describe_skeletons(pack, overlay))


def describe_skeletons(pack: Pack, overlay: Overlay) -> dict[str, str]:
    """Return the files that `write_skeletons` writes, by name.

    A text that stands more than once in a file comes into its table `[values]`.
    """
    wordings = [
        wording
        for wording in list_wordings(pack, overlay.language)
        if not wording.known or overlay.find(wording)
    ]
    return {
        file: _write_skeleton(file, list(group), overlay)
        for file, group in groupby(wordings, key=lambda wording: wording.file)
    }


def _write_skeleton(file: str, wordings: list[Wording], overlay: Overlay) -> str:
    told = Counter(wording.text for wording in wordings if not wording.rendered)
    repeated = [text for text, count in told.items() if count > 1]
    listed = LISTS.get(PurePosixPath(file).stem, ROWS) if "/" not in file else ROWS
    parts = []
    if repeated:
        written = {text: _find_common(text, wordings, overlay) for text in repeated}
        lines = [f"{_quote(text)} = {_quote(translated)}" for text, translated in written.items()]
        parts.append("\n".join([f"[{VALUES}]", *lines]))
    own = [wording for wording in wordings if wording.rendered or wording.text not in repeated]
    for entry, group in groupby(own, key=lambda wording: wording.entry):
        lines = [f"[[{listed}]]", _write_keys(listed, entry)] if listed else []
        for wording in group:
            lines += [f"# {line}".rstrip() for line in wording.text.splitlines()]
            lines.append(f"{wording.field} = {_write_text(overlay.find(wording), wording.text)}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _find_common(text: str, wordings: Iterable[Wording], overlay: Overlay) -> str:
    return next((found for one in wordings if one.text == text and (found := overlay.find(one))), "")


def _write_keys(listed: str, entry: str) -> str:
    if listed != "subjects":
        return f"id = {_quote(entry)}"
    name, _, target = entry.partition("=")
    return f"{name} = {_quote(target)}"


def _write_text(text: str, source: str) -> str:
    if "\n" not in source and "\n" not in text:
        return _quote(text)
    escaped = _quote(text)[1:-1].replace("\\n", "\n")
    return f'"""\n{escaped}\n"""'


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
