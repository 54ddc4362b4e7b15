"""The template of catalogues is what the code says, and no message is read before a run has a language."""

import ast
from pathlib import Path

import pytest

from dashboard.i18n.extract import BUILT, KEYWORDS, TEMPLATE, extract_messages, main, write_catalogue
from dashboard.i18n.messages import Plural, Text, TextMap
from dashboard.i18n.texts import Texts
from dashboard.installation import ROOT

MODULES = [
    path
    for folder in ("dashboard", "geodata")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "node_modules" not in path.parts
]
READERS = {"get_texts", "get_translator", "tell", "translate", "format_number"}
"""Functions whose result depends on the language of the run."""


def test_the_template_is_what_the_code_says() -> None:
    assert main(["--check"]) == 0, "run `make texts`"


def test_a_stale_template_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    stale = tmp_path / "seabrief.pot"
    stale.write_bytes(TEMPLATE.read_bytes().replace(b"Sea lanes", b"Sea ways"))
    monkeypatch.setattr("dashboard.i18n.extract.TEMPLATE", stale)
    monkeypatch.setattr("dashboard.i18n.extract.ROOT", tmp_path)
    assert main(["--check"]) == 1
    assert "run `make texts`" in capsys.readouterr().err


def test_words_are_found_in_python_in_javascript_and_in_built_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.i18n.extract.BUILT_TEXTS", {"geodata/straits.toml": {"note"}})
    (tmp_path / "geodata").mkdir()
    (tmp_path / "geodata/straits.toml").write_text(
        '[[straits]]\nid = "a"\nnote = "Seven"\n', encoding="utf-8"
    )
    for folder in ("dashboard/frontend/map", "geodata/build"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / "dashboard/page.py").write_text(
        'a = Text("One")\nb = Text("of a window", "Two")\nc = Plural("{n} ship", "{n} ships")\n',
        encoding="utf-8",
    )
    (tmp_path / "dashboard/frontend/map/map.js").write_text('say(gettext("Three"));\n', encoding="utf-8")
    (tmp_path / "geodata/errors.py").write_text(
        'raise A(Message("Four {n}.", n=4))\nraise UnknownIdError("five", x, y)\n', encoding="utf-8"
    )
    (tmp_path / "geodata/build/land.py").write_text('Message("Six")\n', encoding="utf-8")
    found = {(message.id, message.context) for message in extract_messages(tmp_path) if message.id}
    assert found == {
        ("One", None),
        ("Two", "of a window"),
        (("{n} ship", "{n} ships"), None),
        ("Three", None),
        ("Four {n}.", None),
        ("five", None),
        ("Seven", BUILT),
    }


def test_every_message_of_the_tables_is_in_the_template() -> None:
    written = {(message.id, message.context) for message in extract_messages() if message.id}
    for table in Texts.__mro__:
        for value in vars(table).values():
            if isinstance(value, Plural):
                assert ((value.one, value.several), None) in written
            texts = value.texts.values() if isinstance(value, TextMap) else [value]
            for text in texts:
                if isinstance(text, Text):
                    assert (text.text, text.context) in written


def test_the_template_has_a_fixed_order() -> None:
    assert write_catalogue(extract_messages()) == write_catalogue(extract_messages())


def _list_early_calls(path: Path) -> list[str]:
    """Return the calls that run when a module is imported and whose result depends on the language."""
    found = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            args = node.args
            for default in (*args.defaults, *args.kw_defaults):
                if default is not None:
                    visit(default)
            return
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS:
            found.append(f"{path}:{node.lineno}")
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


def test_no_message_is_read_at_import_time() -> None:
    assert [call for path in MODULES for call in _list_early_calls(path)] == []


def test_only_tests_read_the_english_messages_past_the_translator() -> None:
    told = [
        path.name
        for path in MODULES
        if path.name != "texts.py"
        and any(
            isinstance(node, ast.Name) and node.id == "ENGLISH"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert told == []


def test_messages_are_literals_so_that_they_can_be_found() -> None:
    """Values go into fields: an f-string would be no message of any catalogue."""
    odd = []
    for path in MODULES:
        if "build" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in KEYWORDS and node.args and isinstance(node.args[0], ast.JoinedStr):
                odd.append(f"{path}:{node.lineno}")
    assert odd == []
