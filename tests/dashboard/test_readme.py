"""The README names commands, options, files and pages that there are, and leaves no command out."""

import re

import pytest

from dashboard.app import PAGES
from dashboard.cli.main import main
from dashboard.components.navigation import title_pages
from dashboard.exports.formats import EXPORT_FORMATS
from dashboard.installation import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^seabrief ([^#\n]+)", README, re.MULTILINE)


def read_help(capsys: pytest.CaptureFixture[str], *acts: str) -> str:
    with pytest.raises(SystemExit) as end:
        main([*acts, "--help"])
    assert end.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_one_that_it_has(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known = set(re.findall(r"--[a-z]+", read_help(capsys, command.split(maxsplit=1)[0])))
    assert set(re.findall(r"--[a-z]+", command)) <= known


def test_no_command_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    acts = set(re.findall(r"^    ([a-z]+) ", read_help(capsys), re.MULTILINE))
    assert acts == {command.split()[0] for command in COMMANDS}


def test_every_format_of_exports_is_named() -> None:
    named = re.findall(r"^seabrief export (\S+)", README, re.MULTILINE)
    assert {form for forms in named for form in forms.split("|")} == EXPORT_FORMATS.keys()


def test_every_page_is_described() -> None:
    titles = title_pages()
    for name in (name for pages in PAGES.values() for name in pages):
        assert f"**{titles[name].partition(' ')[0]}" in README, name


def test_every_file_and_chore_that_it_names_is_there() -> None:
    chores = (ROOT / "Makefile").read_text(encoding="utf-8")
    for chore in re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE):
        assert f"\n{chore}:" in chores
    named = re.findall(r"\]\(([^)]+)\)|`([A-Za-z./-]+\.(?:md|py|txt|toml))`", README)
    for path in (link or code for link, code in named):
        assert (ROOT / path).is_file(), path
