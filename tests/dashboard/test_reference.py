"""The reference names each page, parameter, command, argument and format that there is, and no other."""

import argparse
import re
from collections.abc import Iterator

from dashboard.cli.main import build_parser
from dashboard.components.navigation import PAGE_FILES
from dashboard.exports.formats import EXPORT_FORMATS
from dashboard.session.url import PARAMETERS
from tests.support.browser import ROOT

REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")


def read_section(title: str) -> str:
    """Return what stands below a heading of any level, up to the next one."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def read_first_column(section: str) -> list[str]:
    """Return the names in the first cells of a table."""
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def list_commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in build_parser()._actions:  # noqa: SLF001 - argparse has no public way to its commands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            yield from action.choices.items()


def list_arguments(parser: argparse.ArgumentParser) -> list[str]:
    actions = parser._actions  # noqa: SLF001 - as above
    named = [action for action in actions if not isinstance(action, argparse._HelpAction)]  # noqa: SLF001
    return [
        action.option_strings[0] if action.option_strings else str(action.metavar or action.dest)
        for action in named
    ]


def test_each_page_and_parameter_is_described() -> None:
    section = read_section("Addresses")
    named = re.findall(r"`/([a-z-]*)`", section)
    assert [name or "home" for name in named] == list(PAGE_FILES)
    assert sorted(read_first_column(section)) == sorted(PARAMETERS)


def test_each_command_and_argument_is_described() -> None:
    commands = dict(list_commands())
    assert re.findall(r"^### seabrief (\w+)$", REFERENCE, re.MULTILINE) == list(commands)
    for name, parser in commands.items():
        assert read_first_column(read_section(f"seabrief {name}")) == list_arguments(parser), name


def test_each_format_is_described() -> None:
    section = read_section("Export formats")
    described = re.findall(r"^\| `(\w+)` \| `\.(\w+)` \| `([^`]+)` \|", section, re.MULTILINE)
    assert described == [(form.id, form.ending, form.media_type) for form in EXPORT_FORMATS.values()]
