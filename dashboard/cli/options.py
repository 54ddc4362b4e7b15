"""Exit codes and options that several commands share."""

import argparse
import re

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
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_date(text: str) -> str:
    """Return a date of the command line: a year, month or day.

    Raises
    ------
    argparse.ArgumentTypeError
        It is none.
    """
    if not _DATE.fullmatch(text):
        raise argparse.ArgumentTypeError(
            translate("expected a year, month or day such as 2013-10, not {text!r}", text=text)
        )
    return text
