"""Start a new pack from the template, and write the JSON Schemas of its files."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from geodata.errors import Message, SeaBriefError
from geodata.records.brief import Brief, Passage
from geodata.records.files import Citation
from geodata.records.layers import Layer
from geodata.records.scenes import Opening, Scene

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: Mapping[str, type[BaseModel]] = {"brief": Brief, "opening": Opening}
"""Name of a TOML file that holds one record -> its model."""
LISTS: Mapping[str, type[BaseModel]] = {
    "passages": Passage,
    "layers": Layer,
    "sources": Citation,
    "scenes": Scene,
}
"""Name of a TOML file that holds a list of the same name -> the model of an entry."""


def describe_files() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each TOML file of a pack, by the file's name without its ending."""
    whole = {name: model.model_json_schema() for name, model in FILES.items()}
    lists = {name: _describe_list(name, model) for name, model in LISTS.items()}
    return {name: {"$schema": DIALECT, **schema} for name, schema in (whole | lists).items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas as `<name>.json` into a folder, which is made where there is none.

    Raises
    ------
    SeaBriefError
        The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write(folder / f"{name}.json", schema) for name, schema in describe_files().items())
    except OSError as error:
        raise SeaBriefError(
            Message("{folder}: cannot be written ({strerror}).", folder=folder, strerror=error.strerror)
        ) from error


def _describe_list(name: str, model: type[BaseModel]) -> dict[str, Any]:
    entries = TypeAdapter(list[model]).json_schema()  # type: ignore[valid-type]  # a model is a value here
    defined = entries.pop("$defs")
    return {
        "title": f"{name}.toml",
        "type": "object",
        "additionalProperties": False,
        "required": [name],
        "properties": {name: {**entries, "minItems": 1}},
        "$defs": defined,
    }


def _write(path: Path, schema: Mapping[str, Any]) -> Path:
    path.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


TEMPLATE = Path(__file__).parent / "template"
"""The example, a complete pack."""
SCHEMAS = ".schema"
"""Folder of a new pack that its files name their schemas in."""


@contextmanager
def fill_new_folder(folder: Path) -> Iterator[None]:
    """Let a folder be filled that is not there yet or empty.

    Raises
    ------
    SeaBriefError
        Something lies in the folder already, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SeaBriefError(
            Message(
                "{folder}: there is something already; nothing was written. Name a new folder.", folder=folder
            )
        )
    try:
        yield
    except OSError as error:
        raise SeaBriefError(
            Message("{folder}: cannot be written ({reason}).", folder=folder, reason=error.strerror or error)
        ) from error


def write_template(folder: Path) -> tuple[Path, ...]:
    """Write the example into a folder that is not there yet or empty, and return its files.

    Raises
    ------
    SeaBriefError
        Something lies in the folder already, or it cannot be written.
    """
    with fill_new_folder(folder):
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    write_schemas(folder / SCHEMAS)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
