"""Read the files of a pack as checked records, none outside its folder."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from geodata.errors import Message, PackError
from geodata.records.base import MAX_TEXT, WebAddress
from geodata.records.brief import Passage
from geodata.records.layers import Layer
from geodata.records.scenes import Scene
from geodata.sources import Source

MAX_FILE_BYTES = 10_000_000
"""Largest file of a pack, in a folder or unpacked."""
MAX_TOML_BYTES = 2_000_000
"""Largest file of records; the longest that are known have a tenth of it. Reading it takes two seconds."""
MAX_KEY_PARTS = 30
"""Most parts of a key, as in a.b.c; time and memory to read one grow with their square."""
ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""Id of a feature."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = re.compile(rf"(?<![\w.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MAX_KEY_PARTS}}}")


def read_text(folder: Path, file: str) -> str:
    """Return the text of a file of a pack.

    Raises
    ------
    PackError
        The name holds control characters or leads out of the pack, or the file is missing, larger than
        `MAX_FILE_BYTES` or not UTF-8.
    """
    if _CONTROL.search(file):
        raise PackError(ascii(file), "", "", Message("A file name holds no control characters."))
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise PackError(file, "", "", Message("The path leads out of the pack; name a file inside it."))
    if not path.is_file():
        raise PackError(file, "", "", Message("There is no such file in the pack."))
    if path.stat().st_size > MAX_FILE_BYTES:
        found, most = path.stat().st_size / 1e6, MAX_FILE_BYTES / 1e6
        problem = Message(
            "The file has {found:.1f} MB; at most {most:.0f} MB are read.", found=found, most=most
        )
        raise PackError(file, "", "", problem)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(
            file, "", "", Message("Expected UTF-8 text; byte {start} is not.", start=error.start)
        ) from error


def check_unique(file: str, noun: str, ids: list[str]) -> None:
    """Raise a PackError for the first id that stands twice."""
    seen: set[str] = set()
    for repeated in ids:
        if repeated in seen:
            raise PackError(
                file,
                Message("{noun} {repeated}", noun=noun, repeated=repeated),
                "id",
                Message("This id is used twice; ids have to differ."),
            )
        seen.add(repeated)


class Citation(Source):
    """A source of a pack, whose addresses must be ones that a page can link to."""

    model_config = ConfigDict(str_max_length=MAX_TEXT)

    url: WebAddress = ""
    """The publisher's address of it; empty where there is none or it is not known."""
    read_at: WebAddress = ""
    """Address of the copy that was read, where that is not the publisher's."""


_Model = TypeVar("_Model", bound=BaseModel)
_Entry = TypeVar("_Entry", Passage, Layer, Scene, Citation)


def read_record(model: type[_Model], folder: Path, file: str) -> _Model:
    """Return the record that a whole file holds.

    Raises
    ------
    PackError
        The file cannot be read as TOML, or a field is not what the model asks for.
    """
    return _check_entry(model, read_toml(folder, file), file, "")


def read_entries(model: type[_Entry], folder: Path, noun: str) -> tuple[_Entry, ...]:
    """Return the records of a list such as the `[[layers]]` of `layers.toml`, whose ids differ.

    Raises
    ------
    PackError
        As for `read_record`, or the file holds no such list, or anything beside it.
    """
    file = f"{noun}.toml"
    table = read_toml(folder, file)
    entries = table.pop(noun, None)
    if table or not isinstance(entries, list) or not entries:
        raise PackError(
            file, "", "", Message("Expected a list of [[{noun}]] tables and nothing else.", noun=noun)
        )
    kind = noun.removesuffix("s")
    records = tuple(
        _check_entry(model, entry, file, f"{kind} {_name_entry(entry, number)}")
        for number, entry in enumerate(entries, start=1)
    )
    check_unique(file, kind, [record.id for record in records])
    return records


def read_toml(folder: Path, file: str) -> dict[str, Any]:
    """Return the content of a TOML file of a pack.

    Raises
    ------
    PackError
        As for `read_text`, the file is larger than `MAX_TOML_BYTES`, or it is not valid TOML.
    """
    text = read_text(folder, file)
    if (size := len(text.encode())) > MAX_TOML_BYTES:
        problem = Message(
            "The file has {found:.1f} MB; at most {most:.0f} MB of records are read.",
            found=size / 1e6,
            most=MAX_TOML_BYTES / 1e6,
        )
        raise PackError(file, "", "", problem)
    if deep := _DEEP_KEY.search(text):
        problem = Message(
            "Line {line}: a key has more than {max_parts} parts with points between them.",
            line=text.count("\n", 0, deep.start()) + 1,
            max_parts=MAX_KEY_PARTS,
        )
        raise PackError(file, "", "", problem)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackError(file, "", "", Message("This is not valid TOML: {fault}.", fault=error)) from error


def _name_entry(entry: object, number: int) -> str:
    named = entry.get("id") if isinstance(entry, dict) else None
    return named if isinstance(named, str) and named else f"number {number}"


def _check_entry(model: type[_Model], entry: object, file: str, name: str) -> _Model:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = [str(step) for step in first["loc"]]
        if place[:1] == ["data"]:
            del place[1:2]  # the kind of the data, which is a value of the entry and not a field
        raise PackError(file, name, ".".join(place), Message("{msg}.", msg=first["msg"])) from error
