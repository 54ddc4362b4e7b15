"""Describe the files of a pack as JSON Schemas, so that editors complete and check them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from geodata.briefs import Brief
from geodata.entries import Citation
from geodata.errors import SeaBriefError
from geodata.openings import Opening
from geodata.records import Layer, Passage, Scene

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
        raise SeaBriefError(f"{folder}: cannot be written ({error.strerror}).") from error


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
