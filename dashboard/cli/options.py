"""Exit codes and options that several commands share."""

import argparse
from pathlib import Path

from dashboard.i18n.translator import get_translator, translate
from dashboard.packs import PACK, translate_to
from geodata.names import NEUTRAL, POLICIES
from geodata.packs.pack import Pack, read_pack


def add_names(act: argparse.ArgumentParser) -> None:
    """Add the choice of the naming policy to an act."""
    told = translate("how places are called: neutral dual names if not given")
    act.add_argument("--names", choices=POLICIES, default=NEUTRAL, help=told)


def read_told_pack(path: Path = PACK) -> Pack:
    """Return the pack in a folder, in the language of this run.

    Raises
    ------
    PackError
        As for `read_pack` and `read_overlay`.
    """
    return translate_to(read_pack(path), get_translator().language)


DONE, FAILED, WRONG_INPUT = 0, 1, 2
"""Exit codes: done; the check failed; wrong usage or input."""
NOTICE_PREFIX = "seabrief:"
"""Starts a line on standard error that tells the user something."""
