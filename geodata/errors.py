"""Errors of packs, texts, uploads and routing, with their facts as attributes."""

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path


class SeaBriefError(Exception):
    """Base of every error that SeaBrief raises on purpose; its text is fit to show to a user."""


class DataError(SeaBriefError):
    """A built data file is missing or not what the manifest says."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem} Run `make data` to build the data again.")
        self.path = path
        self.problem = problem


class PackError(SeaBriefError, ValueError):
    """A pack does not hold what the pack format asks for."""

    def __init__(self, file: Path | str, entry: str, field: str, problem: str) -> None:
        where = ", ".join(part for part in (str(file), entry, f"field {field}" if field else "") if part)
        super().__init__(f"{where}: {problem}")
        self.file = str(file)
        self.entry = entry
        self.field = field
        self.problem = problem


class UploadError(SeaBriefError, ValueError):
    """A file that a user brought cannot be shown."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file = file
        self.problem = problem


class DrawingError(SeaBriefError, ValueError):
    """What a user drew cannot be measured."""


class AnchorError(SeaBriefError, ValueError):
    """A quote cannot be anchored at exactly one place in a text.

    `changes` lead from the quote to the place most like it, as (kind, words), where the kind is `same`,
    `quote` (the quote alone has the words) or `text` (the text alone has them); empty without such a place.
    """

    def __init__(self, passage_id: str, problem: str, *, changes: Sequence[tuple[str, str]] = ()) -> None:
        hint = (
            f" The nearest place: “{mark_changes(changes)}” ([-the quote-], {{+the text+}})."
            if changes
            else ""
        )
        super().__init__(f"passage {passage_id}: {problem}{hint}")
        self.passage_id = passage_id
        self.problem = problem
        self.changes = tuple(changes)


def mark_changes(changes: Sequence[tuple[str, str]]) -> str:
    """Return changes as plain text: `[-…-]` has the quote alone, `{+…+}` the text alone."""
    marks = {"same": ("", ""), "quote": ("[-", "-]"), "text": ("{+", "+}")}
    return " ".join(f"{marks[kind][0]}{words}{marks[kind][1]}" for kind, words in changes)


class UnknownIdError(SeaBriefError, LookupError):
    """An id that names nothing; the nearest known ids are offered."""

    def __init__(self, kind: str, unknown: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.unknown = unknown
        self.nearest = tuple(difflib.get_close_matches(unknown, list(known), n=3, cutoff=0.5))
        hint = f" Did you mean {' or '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"There is no {kind} {unknown!r}.{hint}")
