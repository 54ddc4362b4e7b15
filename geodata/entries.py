"""Read the TOML files of a pack as checked records."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from geodata.errors import PackError
from geodata.fields import MAX_TEXT, WebAddress
from geodata.pack_files import check_unique, read_text
from geodata.records import Layer, Passage, Scene
from geodata.sources import Source


class Citation(Source):
    """A source of a pack, whose address must be one that a page can link to."""

    model_config = ConfigDict(str_max_length=MAX_TEXT)

    url: WebAddress = ""
    """Address where it can be read; empty where there is none."""


_Model = TypeVar("_Model", bound=BaseModel)
_Entry = TypeVar("_Entry", Passage, Layer, Scene, Citation)


def read_record(model: type[_Model], folder: Path, file: str) -> _Model:
    """Return the record that a whole file holds.

    Raises
    ------
    PackError
        The file cannot be read as TOML, or a field is not what the model asks for.
    """
    return _check_entry(model, _read_toml(folder, file), file, "")


def read_entries(model: type[_Entry], folder: Path, noun: str) -> tuple[_Entry, ...]:
    """Return the records of a list such as the `[[layers]]` of `layers.toml`, whose ids differ.

    Raises
    ------
    PackError
        As for `read_record`, or the file holds no such list, or anything beside it.
    """
    file = f"{noun}.toml"
    table = _read_toml(folder, file)
    entries = table.pop(noun, None)
    if table or not isinstance(entries, list) or not entries:
        raise PackError(file, "", "", f"Expected a list of [[{noun}]] tables and nothing else.")
    kind = noun.removesuffix("s")
    records = tuple(
        _check_entry(model, entry, file, f"{kind} {_name_entry(entry, number)}")
        for number, entry in enumerate(entries, start=1)
    )
    check_unique(file, kind, [record.id for record in records])
    return records


def _read_toml(folder: Path, file: str) -> dict[str, Any]:
    text = read_text(folder, file)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackError(file, "", "", f"This is not valid TOML: {error}.") from error


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
        raise PackError(file, name, ".".join(place), f"{first['msg']}.") from error
