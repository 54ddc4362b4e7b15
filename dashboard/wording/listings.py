"""List what a scene shows with its figures: distances, dates, and the part of who is named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.i18n.texts import get_texts
from dashboard.theme import LAYER_STYLES
from dashboard.wording.formats import clean_text, format_date
from geodata.names import Names, Policy
from geodata.records.layers import DistanceData, Layer
from geodata.scenes import ResolvedScene

Row = Mapping[str, Any]
Rename = Callable[[str], str]


@dataclass(frozen=True)
class Line:
    """What is told of one feature."""

    key: str
    """Its id behind that of its layer, as `events-brief.talks-2013`."""
    lead: str
    """Its name or date."""
    text: str


@dataclass(frozen=True)
class Listing:
    """What is told of the features of a layer."""

    heading: str
    """Title of the layer."""
    lines: tuple[Line, ...]


def list_features(
    resolved: ResolvedScene, call: Callable[[Layer], str], policy: Policy, rename: Rename
) -> Iterable[Listing]:
    """Yield what is told of the layers of a scene that have distances, dates or parts.

    Parameters
    ----------
    resolved
        The scene.
    call
        Returns the title of a layer.
    policy
        How places are called.
    rename
        Writes the names inside a sentence by that policy.
    """
    for shown in resolved.layers:
        rows = [row for row in shown.frame.to_dict("records") if row["role"] in {"point", "line"}]
        lines = tuple(
            Line(f"{shown.layer.id}.{row['id']}", clean_text(lead), clean_text(rename(text)))
            for row in rows
            for lead, text in _tell(row, shown.layer, resolved, policy)
        )
        if lines:
            yield Listing(clean_text(call(shown.layer)), lines)


def _tell(row: Row, layer: Layer, resolved: ResolvedScene, policy: Policy) -> Iterable[tuple[str, str]]:
    """Yield name or date and what is told of a row; nothing where there is nothing to tell."""
    name = Names(**{field: row.get(f"name_{field}") or "" for field in Names.model_fields}).call(policy)
    if layer.get_data(DistanceData):
        told = get_texts().distances_told
        by = row.get("published_by")
        if isinstance(by, str):
            yield name, told.format(km=row["published_km"], by=by, computed=row["distance_km"])
    elif LAYER_STYLES[layer.style].mark_kind.needs_date:
        yield format_date(row["date"]), name
    elif isinstance(row.get("part"), str) and _is_spoken_of(row, resolved):
        yield name, row["part"]


def _is_spoken_of(row: Row, resolved: ResolvedScene) -> bool:
    """Return whether a passage of the scene speaks of a feature."""
    return not {passage.id for passage in resolved.passages}.isdisjoint(str(row.get("passage_ids")).split())
