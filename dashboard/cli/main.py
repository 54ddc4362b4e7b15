"""Parse the command line and run a command."""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module

from dashboard.cli.options import NOTICE_PREFIX, WRONG_INPUT
from dashboard.i18n.translator import (
    SOURCE,
    find_language,
    get_translator,
    list_languages,
    load_translator,
    tell,
    translate,
    use_language,
)
from dashboard.installation import read_version
from dashboard.termination import run_to_end
from geodata.errors import SeaBriefError
from geodata.names import speak

MODULES = {
    "run": "serve",
    **dict.fromkeys(("verify", "sources", "new", "schema", "overlay", "layers"), "packs"),
    "route": "route",
    "members": "members",
    **dict.fromkeys(("bands", "distance"), "bands"),
    "export": "export",
    "draft": "draft",
}
"""Command -> the module beside this one that has it, which is imported only for it or for the help on all."""
POSIX_LANGUAGES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the environment that say the language of messages, the first that is set before the others."""
_SOUTHERN = re.compile(r"[-−][\d.]+[^\d.]")
"""How a position of the southern hemisphere begins."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments and return the exit code."""
    return run_to_end(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        language = choose_language(given, os.environ)
    except SeaBriefError as error:
        print(f"{NOTICE_PREFIX} {tell(error)}", file=sys.stderr)
        return WRONG_INPUT
    with use_language(language):
        return _act(given)


def _act(given: Sequence[str]) -> int:
    """Run the command in the language of this run."""
    named = MODULES.get(given[0]) if given else None
    parser = build_parser([named] if named else MODULES.values())
    options = parser.parse_args([_keep_southern(argument) for argument in given])
    if hasattr(options, "names"):
        options.names = speak(options.names, get_translator().language)
    try:
        code: int = options.act(options)
    except SeaBriefError as error:
        print(f"{NOTICE_PREFIX} {tell(error)}", file=sys.stderr)
        return WRONG_INPUT
    return code


def choose_language(given: list[str], environment: Mapping[str, str]) -> str:
    """Return the language that the arguments name by `--lang`, which is taken out, or the environment.

    Without `--lang` it is that of `SEABRIEF_LANG`, else that of the first variable that is set of those by
    which POSIX names the language of messages, where there is a catalogue for it, else English.

    Raises
    ------
    UnknownIdError
        There is no such language.
    """
    reader = argparse.ArgumentParser("seabrief", add_help=False, allow_abbrev=False)
    reader.add_argument("--lang")
    options, given[:] = reader.parse_known_args(given)
    if named := options.lang or environment.get("SEABRIEF_LANG"):
        return load_translator(named).language
    said = next(filter(None, (environment.get(name) for name in POSIX_LANGUAGES)), "")
    return find_language([said]) or SOURCE


def _keep_southern(argument: str) -> str:
    """Return an argument so that a position such as -33.9,18.4 is not taken for an option."""
    return f" {argument}" if _SOUTHERN.match(argument) else argument


def build_parser(modules: Iterable[str] = MODULES.values()) -> argparse.ArgumentParser:
    """Return the parser of the commands of some modules, of all if not given."""
    parser = argparse.ArgumentParser(
        prog="seabrief", description=translate("Turn a policy brief into a map that can be briefed from.")
    )
    parser.add_argument(
        "--lang",
        metavar="TAG",
        help=translate(
            "language: {languages}; that of SEABRIEF_LANG or of the system if not given",
            languages=", ".join(list_languages()),
        ),
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {read_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in dict.fromkeys(modules):
        import_module(f"dashboard.cli.{module}").add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
