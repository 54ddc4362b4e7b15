"""Parse the command line and run a command."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from dashboard.cli.options import NOTICE_PREFIX, WRONG_INPUT
from dashboard.i18n.translator import tell, translate
from dashboard.installation import read_version
from dashboard.termination import run_to_end
from geodata.errors import SeaBriefError

MODULES = {
    "run": "serve",
    **dict.fromkeys(("verify", "sources", "new", "schema", "overlay", "layers"), "packs"),
    "route": "route",
    "members": "members",
    **dict.fromkeys(("bands", "distance"), "bands"),
    "export": "export",
}
"""Command -> the module beside this one that has it, which is imported only for it or for the help on all."""
_SOUTHERN = re.compile(r"[-−][\d.]+[^\d.]")
"""How a position of the southern hemisphere begins."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments and return the exit code."""
    return run_to_end(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    named = MODULES.get(given[0]) if given else None
    parser = build_parser([named] if named else MODULES.values())
    options = parser.parse_args([_keep_southern(argument) for argument in given])
    try:
        code: int = options.act(options)
    except SeaBriefError as error:
        print(f"{NOTICE_PREFIX} {tell(error)}", file=sys.stderr)
        return WRONG_INPUT
    return code


def _keep_southern(argument: str) -> str:
    """Return an argument so that a position such as -33.9,18.4 is not taken for an option."""
    return f" {argument}" if _SOUTHERN.match(argument) else argument


def build_parser(modules: Iterable[str] = MODULES.values()) -> argparse.ArgumentParser:
    """Return the parser of the commands of some modules, of all if not given."""
    parser = argparse.ArgumentParser(
        prog="seabrief", description=translate("Turn a policy brief into a map that can be briefed from.")
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {read_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in dict.fromkeys(modules):
        import_module(f"dashboard.cli.{module}").add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
