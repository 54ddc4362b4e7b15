"""Dated features of a pack in order of time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.errors import Message, PackError
from geodata.names import Names
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer

GROUP = "events"
"""Group of the layers whose features are events."""

YEARS_BEFORE, YEARS_AFTER = 3, 1
"""How many years a timeline shows before and after that of the brief."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    id: str
    """Id in its layer."""
    layer: str
    """Id of its layer."""
    status: str
    """Status of its layer: `brief` or `context`."""
    date: str
    """Year, month or day."""
    names: Names
    """What it is called."""
    account: str
    """What happened, in a sentence; may be empty."""
    place: str
    """Where; may be empty."""
    note: str
    """What has to be known of date or place; may be empty."""
    passages: tuple[str, ...]
    """Ids of the passages that it belongs to."""
    confidence: str
    """`high`, `medium` or `low`; empty where the row does not say."""
    sources: tuple[str, ...]
    """Ids of its sources."""


def list_events(layers: Iterable[Layer], tables: Mapping[str, Sequence[Feature]]) -> list[Event]:
    """Return the events of all layers of the group `events`, the earliest first."""
    events = [
        Event(
            id=row.id,
            layer=layer.id,
            status=layer.status,
            date=row.texts["date"],
            names=row.names,
            account=row.texts.get("account", ""),
            place=row.texts.get("place", ""),
            note=row.texts.get("note", ""),
            passages=tuple(row.texts.get("passage_ids", "").split()),
            confidence=row.texts.get("confidence", ""),
            sources=row.sources,
        )
        for layer in layers
        if layer.group == GROUP
        for file in layer.table_files
        for row in tables[file]
    ]
    return sorted(events, key=lambda event: event.date)


def find_start(date: str) -> str:
    """Return the day with which a year, month or day begins, as `2013-10-01`."""
    return f"{date}-01-01"[: len("2013-10-01")]


def list_months_around(date: str) -> tuple[str, ...]:
    """Return the months from three years before the year of a date to one year after it, as `2013-10`.

    Without a date there are none.
    """
    if not date:
        return ()
    year = int(date[:4])
    years = range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)
    return tuple(f"{year}-{month:02}" for year in years for month in range(1, 13))


def check_events(file: str, rows: Iterable[Feature], passages: Iterable[str]) -> None:
    """Check that each row has a date, and names only passages that there are.

    Raises
    ------
    PackError
        A date is missing or no year, month or day as in ISO 8601, or a passage is unknown.
    """
    known = tuple(passages)
    for row in rows:
        if not _DATE.fullmatch(row.texts.get("date", "")):
            raise PackError(
                file,
                Message("row {id}", id=row.id),
                "date",
                Message("Expected a year, month or day such as 2013-04-15."),
            )
        for named in row.texts.get("passage_ids", "").split():
            if named not in known:
                problem = Message(
                    "There is no passage {named!r}; known are {known}.", named=named, known=", ".join(known)
                )
                raise PackError(file, Message("row {id}", id=row.id), "passage_ids", problem)
