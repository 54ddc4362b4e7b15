"""Answer the commands that start a pack: seabrief new | schema."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.drafts import write_draft
from geodata.schemas import write_schemas

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DONE = 0


def add_acts(acts: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to those of `seabrief`."""
    new = acts.add_parser("new", help="start a pack: a commented example that runs, to be written over")
    new.add_argument("folder", type=Path, metavar="DIR", help="new or empty folder")
    new.set_defaults(act=_start)
    schema = acts.add_parser("schema", help="write the JSON Schemas of a pack's files, for editors")
    schema.add_argument("folder", type=Path, metavar="DIR", help="folder to write them into")
    schema.set_defaults(act=_describe)


def _start(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    for path in write_draft(folder):
        print(path)
    print(f"Look at it with `seabrief run --pack {folder}`, check it with `seabrief verify {folder}`.")
    return DONE


def _describe(options: argparse.Namespace) -> int:
    for path in write_schemas(options.folder):
        print(path)
    return DONE
