"""Errors of packs, texts, uploads and routing, with their facts as attributes."""

import difflib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from zipfile import BadZipFile


class Message(str):
    """A sentence in English with its template and values, by which it can be said in another language.

    `Message("{file}: line {line} is empty.", file=name, line=3)` is the text with its values, as
    `str.format` makes it; a value may be another message. Without values the template is the text, and braces
    mean nothing in it. Babel finds the templates by the name of the class, so that they have to be literals.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Return the sentence with its values."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """Return what a copy in another process is made from."""
        return (self.template,), dict(self.values)


def join_messages(separator: str, parts: Sequence[str]) -> Message:
    """Return messages one after the other as one."""
    names = [f"part_{number}" for number in range(len(parts))]
    template = separator.join(f"{{{name}}}" for name in names)
    return Message(template, **dict(zip(names, parts, strict=True)))


class SeaBriefError(Exception):
    """Base of every error that SeaBrief raises on purpose; its text is fit to show to a user.

    `message` has its template and its values, so that whoever shows it can say it in another language.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message if isinstance(message, Message) else Message(message)


class DataError(SeaBriefError):
    """A built data file is missing or not what the manifest says."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            Message("{path}: {problem} Run `make data` to build the data again.", path=path, problem=problem)
        )
        self.path = path
        self.problem = problem


DAMAGE = (ArithmeticError, EOFError, LookupError, OSError, TypeError, ValueError, BadZipFile, zlib.error)
"""What the readers of data files raise at a damaged one; those of Arrow and of records are among them."""


@contextmanager
def blame_file(path: Path) -> Iterator[None]:
    """Say of what goes wrong meanwhile that a built data file is missing or damaged.

    Raises
    ------
    DataError
        Reading it went wrong.
    """
    try:
        yield
    except SeaBriefError:
        raise
    except FileNotFoundError as error:
        raise DataError(path, Message("The file is missing.")) from error
    except DAMAGE as error:
        raise DataError(path, Message("The file is damaged ({kind}).", kind=type(error).__name__)) from error


class PackError(SeaBriefError, ValueError):
    """A pack does not hold what the pack format asks for."""

    def __init__(self, file: Path | str, entry: str, field: str, problem: str) -> None:
        named = Message("field {field}", field=field) if field else ""
        where = join_messages(", ", [part for part in (str(file), entry, named) if part])
        super().__init__(Message("{where}: {problem}", where=where, problem=problem))
        self.file = str(file)
        self.entry = entry
        self.field = field
        self.problem = problem


class UploadError(SeaBriefError, ValueError):
    """A file that a user brought cannot be shown."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(Message("{file}: {problem}", file=file, problem=problem))
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
        told: dict[str, object] = {"passage": passage_id, "problem": problem}
        message = Message("passage {passage}: {problem}", **told)
        if changes:
            message = Message(
                "passage {passage}: {problem} The nearest place: “{changes}” "
                "([-the quote-], {{+the text+}}).",
                **told,
                changes=mark_changes(changes),
            )
        super().__init__(message)
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
        told: dict[str, object] = {
            "kind": kind if isinstance(kind, Message) else Message(kind),
            "unknown": unknown,
        }
        message = Message("There is no {kind} {unknown!r}.", **told)
        if self.nearest:
            nearest = join_messages(" or ", self.nearest)
            message = Message(
                "There is no {kind} {unknown!r}. Did you mean {nearest}?", **told, nearest=nearest
            )
        super().__init__(message)
