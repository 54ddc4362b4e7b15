"""Exit codes and options that several commands share."""

import argparse

from dashboard.i18n.translator import translate
from geodata.names import NEUTRAL, POLICIES


def add_names(act: argparse.ArgumentParser) -> None:
    """Add the choice of the naming policy to an act."""
    told = translate("how places are called: neutral dual names if not given")
    act.add_argument("--names", choices=POLICIES, default=NEUTRAL, help=told)


DONE, FAILED, WRONG_INPUT = 0, 1, 2
"""Exit codes: done; the check failed; wrong usage or input."""
NOTICE_PREFIX = "seabrief:"
"""Starts a line on standard error that tells the user something."""
