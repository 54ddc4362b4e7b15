"""The files of a pack as JSON Schemas."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dashboard.installation import ROOT
from geodata.packs.authoring import DIALECT, TEMPLATE, describe_files

SEEDS = ROOT / "seeds"
SCHEMAS = describe_files()
FILES = [
    path
    for folder in (TEMPLATE, *SEEDS.iterdir())
    for path in sorted(folder.glob("*.toml"))
    if folder.is_dir()
]


def check(name: str, text: str) -> list[str]:
    """Return what a schema finds wrong in the text of a TOML file: the place, and the message."""
    validator = jsonschema.Draft202012Validator(SCHEMAS[name])
    found = validator.iter_errors(tomllib.loads(text))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {path.stem: json.loads(path.read_text("utf-8")) for path in (SEEDS / "schema").glob("*.json")}
    assert committed == SCHEMAS, "run: seabrief schema seeds/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_in_itself_and_tells_what_each_field_is(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)
    models = [*schema["$defs"].values()] if "$defs" in schema else [schema]
    untold = [
        f"{model['title']}.{field}"
        for model in models
        for field, described in model["properties"].items()
        if not described.get("description") and field != "kind" and "const" not in described
    ]
    assert untold == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_of_our_packs_fits_its_schema_and_names_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert check(path.stem, text) == []
    named = text.splitlines()[0].removeprefix("#:schema ")
    assert Path(named).name == f"{path.stem}.json"
    assert path.parent == TEMPLATE or (path.parent / named).is_file()


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("brief", "title =", "titel =", "'titel' was unexpected"),
        ("brief", 'date = "2026-01"', 'date = "January"', "date: 'January' does not match"),
        ("layers", 'status = "brief"', 'status = "briefed"', "layers.0.status: 'briefed' is not one of"),
        ("layers", 'kind = "points"', 'kind = "point"', "layers.1.data"),
        ("passages", "number = 1", 'number = "1"', "passages.0.number: '1' is not of type 'integer'"),
        ("scenes", "west = -8.0", "west = -800", "scenes.0.camera.west: -800 is less than the minimum"),
        ("sources", 'publisher = "Your institution"', "", "'publisher' is a required property"),
        ("opening", "passage =", "passages =", "subjects.0: Additional properties"),
    ],
)
def test_an_editor_sees_what_reading_would_refuse(name: str, old: str, new: str, problem: str) -> None:
    text = (TEMPLATE / f"{name}.toml").read_text(encoding="utf-8")
    assert old in text
    found: list[Any] = check(name, text.replace(old, new, 1))
    assert problem in " | ".join(found)
