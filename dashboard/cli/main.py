"""Parse the command line and run a command."""

import argparse
import re
import sys
from collections.abc import Sequence

from dashboard.cli import bands, export, members, packs, route, serve
from dashboard.cli.options import NOTICE_PREFIX, WRONG_INPUT
from dashboard.i18n.translator import tell, translate
from dashboard.installation import read_version
from dashboard.termination import run_to_end
from geodata.errors import SeaBriefError

_SOUTHERN = re.compile(r"[-−][\d.]+[^\d.]")
"""How a position of the southern hemisphere begins."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments and return the exit code."""
    return run_to_end(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    options = build_parser().parse_args([_keep_southern(argument) for argument in given])
    try:
        code: int = options.act(options)
    except SeaBriefError as error:
        print(f"{NOTICE_PREFIX} {tell(error)}", file=sys.stderr)
        return WRONG_INPUT
    return code


def _keep_southern(argument: str) -> str:
    """Return an argument so that a position such as -33.9,18.4 is not taken for an option."""
    return f" {argument}" if _SOUTHERN.match(argument) else argument


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="seabrief", description=translate("Turn a policy brief into a map that can be briefed from.")
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {read_version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (serve, packs, route, members, bands, export):
        module.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
