"""Set the figures, the actors, the members and the events of a scene as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.cartography.rows import name_row
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell
from dashboard.wording.facts import CLAIMS, list_facts
from dashboard.wording.formats import clean_text, format_date, label_status
from dashboard.wording.scene_text import SceneWords
from dashboard.wording.wording import SPEED_KN, Wording
from geodata.institutions.events import GROUP as EVENTS
from geodata.records.layers import BandData, ChokepointData, LaneData, MembershipData
from geodata.routing.lanes import HOURS_PER_DAY
from geodata.scenes import ResolvedLayer, ResolvedScene
from geodata.units import to_nm

THINGS = ("area", "line", "point")
"""Roles of the rows that are the features themselves."""
FIGURES = ("area_km2", "height_m", "distance_km", "published_km", "published_by", "end_point", *CLAIMS)
"""Columns of features that a table has, in the order in which facts are told."""
WIDTHS = ("measured", "width", "second_width")
"""The same of chokepoints."""

SHORT, LONG = 26, 80
"""Most letters of a column that is as wide as its words, and from which on a longer one gets no more room."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A table of a handout; the first column names what a row is about."""

    title: str
    """Empty where a heading above it says what it is."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """What has to be known of it; may be empty."""
    figures: bool = True
    """Whether the columns after the first hold figures, which stand right."""

    @property
    def shares(self) -> tuple[int, ...]:
        """Return how the columns share the room that others leave; 0 for one that is as wide as its words.

        One column at least has a share: the first of a table of figures, the longest ones of other tables.
        """
        lengths = self.lengths
        if self.figures:
            return (1, *(0 for _ in lengths[1:]))
        shares = tuple(min(length, LONG) if length > SHORT else 0 for length in lengths)
        return shares if any(shares) else (*shares[:-1], 1)

    @property
    def lengths(self) -> tuple[int, ...]:
        """Return the most letters of each column."""
        return tuple(max(map(len, column)) for column in zip(self.head, *self.rows, strict=True))


def list_tables(scene: ResolvedScene, words: SceneWords, wording: Wording) -> list[Table]:
    """Return the tables of a scene: lanes, detours, ranges, features with figures, actors, members."""
    tables = [
        _list_stops(words),
        _list_lanes(scene, wording),
        _list_detours(scene, wording),
        _list_ranges(scene, wording),
        _list_shares(scene, wording),
        _list_widths(scene, wording),
        *(_list_features(shown, wording) for shown in scene.layers),
        *(_list_parts(scene, shown, wording) for shown in scene.layers),
        _count_members(scene, wording),
    ]
    return [_clean(table) for table in tables if table is not None and table.rows]


def list_events(scene: ResolvedScene, wording: Wording) -> Table | None:
    """Return the events of a scene, the earliest first; None where there are none.

    These are the events on its map that belong to one of its passages, or all of them where none does. One
    that is later than the brief is marked as such.
    """
    texts, brief, passages = get_texts(), wording.pack.brief, set(scene.scene.passages)
    found = [
        (record, label_status(shown.layer))
        for shown in scene.layers
        if shown.layer.group == EVENTS
        for record in _list_records(shown)
    ]
    told = [(record, status) for record, status in found if passages & _list_passages(record)] or found
    rows = []
    for record, status in sorted(told, key=lambda event: _read_date(event[0])):
        date = _read_date(record)
        account = ". ".join(filter(None, (name_row(record, wording.names), record.get("account", ""))))
        status_told = texts.later_than_brief.format(status=status) if date > brief.date else status
        rows.append(
            (
                format_date(date[: len("2013-10-31")]),
                wording.rename(account),
                wording.rename(record.get("place", "")),
                status_told,
            )
        )
    columns = texts.columns
    head = (columns["date"], columns["account"], columns["place"], texts.status)
    return _clean(Table("", head, tuple(rows), figures=False)) if rows else None


def list_members(scenes: Iterable[ResolvedScene], wording: Wording) -> Table | None:
    """Return the members of all bodies on the maps of scenes; None where there are none."""
    texts = get_texts()
    shown = {
        one.layer.id: one for scene in scenes for one in scene.layers if one.layer.get_data(MembershipData)
    }
    rows = tuple(
        (_date_title(one, wording), ", ".join(sorted(_name_members(one, wording)))) for one in shown.values()
    )
    return _clean(Table("", (texts.body, texts.members), rows, figures=False)) if rows else None


def _list_passages(record: Row) -> set[str]:
    return set(str(record.get("passage_ids", "")).split())


def _list_records(shown: ResolvedLayer) -> list[dict[str, Any]]:
    """Return the features of a layer without their shapes and without empty cells."""
    frame = shown.frame[shown.frame["role"].isin(THINGS)].drop(columns="geometry")
    return [
        {str(key): value for key, value in record.items() if not pd.isna(value) and value != ""}
        for record in frame.to_dict("records")
    ]


def _read_date(record: Row) -> str:
    return str(record.get("date") or record.get("time") or "")


def _clean(table: Table) -> Table:
    head = tuple(map(clean_text, table.head))
    rows = tuple(tuple(map(clean_text, row)) for row in table.rows)
    return Table(clean_text(table.title), head, rows, clean_text(table.note), table.figures)


def _list_stops(words: SceneWords) -> Table:
    texts = get_texts()
    rows = tuple((stop.name, _format_nm(stop.distance_nm)) for stop in words.stops)
    return Table(words.stops_title, (texts.place, texts.from_start_nm), rows, texts.lane_note)


def _list_lanes(scene: ResolvedScene, wording: Wording) -> Table | None:
    """Return how long lanes are; None where there is one alone, whose stops say so."""
    texts = get_texts()
    lanes = [shown for shown in scene.layers if shown.layer.get_data(LaneData) and not shown.live]
    if len(lanes) < 2:  # noqa: PLR2004 - a table of one row says nothing
        return None
    rows = []
    for shown in lanes:
        length_nm = to_nm(float(shown.frame["length_km"].iloc[0]))
        days = format_number(length_nm / SPEED_KN / HOURS_PER_DAY, ".1f")
        rows.append((wording.call(shown.layer), _format_nm(length_nm), days))
    head = (texts.lane, texts.unit_nm, texts.days_at.format(speed=SPEED_KN))
    return Table(texts.lane_lengths, head, tuple(rows), texts.lane_note)


def _list_detours(scene: ResolvedScene, wording: Wording) -> Table | None:
    """Return how lanes run with the closures of a scene, in nautical miles and days."""
    if not scene.detours:
        return None
    texts = get_texts()
    layers = {shown.layer.id: shown.layer for shown in scene.layers}
    rows = []
    for detour in scene.detours:
        lane, usual = wording.call(layers[detour.layer]), _format_nm(to_nm(detour.open_km))
        if detour.length_km is None or detour.extra_km is None:
            rows.append((lane, usual, "–", "–", tell(detour.reason)))
            continue
        extra_nm = to_nm(detour.extra_km)
        days = format_number(extra_nm / SPEED_KN / HOURS_PER_DAY, "+.1f")
        rows.append(
            (lane, usual, _format_nm(to_nm(detour.length_km)), format_number(extra_nm, "+,.0f"), days)
        )
    head = (
        texts.lane,
        texts.usual_nm,
        texts.with_closure_nm,
        texts.more_nm,
        texts.days_at.format(speed=SPEED_KN),
    )
    return Table(wording.head_detours(scene), head, tuple(rows), texts.lane_note)


def _list_ranges(scene: ResolvedScene, wording: Wording) -> Table:
    """Return the distances of range bands in km, with the date of each."""
    texts, rows = get_texts(), []
    for shown in scene.layers:
        band = shown.layer.get_data(BandData)
        if band is None:
            continue
        shares = (1.0,) if band.single_line else (band.inner_share, 1.0, band.outer_share)
        figures = [format_number(band.nominal_km * share, ",.0f") for share in shares]
        dated = format_date(shown.layer.as_of) if shown.layer.as_of else "–"
        rows.append(
            (wording.call(shown.layer), *(figures if len(shares) > 1 else ("–", *figures, "–")), dated)
        )
    head = (texts.band, texts.inner_km, texts.middle_km, texts.outer_km, texts.as_of)
    return Table(texts.coast_distance, head, tuple(rows), texts.stamp)


def _list_shares(scene: ResolvedScene, wording: Wording) -> Table | None:
    texts = get_texts()
    shares = wording.list_shares(scene)
    if not shares:
        return None
    return Table(texts.covers_in_scene, shares[0], tuple(shares[1:]), f"{texts.covers_hint} {texts.stamp}.")


def _list_widths(scene: ResolvedScene, wording: Wording) -> Table | None:
    """Return how wide the chokepoints are that the lanes of a scene pass."""
    shown = next((shown for shown in scene.layers if shown.layer.get_data(ChokepointData)), None)
    if shown is None:
        return None
    known = {
        record["id"]: record for record in _list_records(shown)
    }  # gate line and mark of one are two rows
    passed = dict.fromkeys(gate for stops in scene.passed.values() for gate, _ in stops)
    records = [known[gate] for gate in passed if gate in known]
    return _tabulate(wording.call(shown.layer), records, WIDTHS, wording)


def _list_features(shown: ResolvedLayer, wording: Wording) -> Table | None:
    """Return the figures and the claims of the features of a layer; None where it has none."""
    layer = shown.layer
    if shown.live or any(
        layer.get_data(kind) for kind in (LaneData, BandData, ChokepointData, MembershipData)
    ):
        return None
    records = _list_records(shown)
    return _tabulate(wording.call(layer), records, FIGURES, wording)


def _tabulate(
    title: str, records: list[dict[str, Any]], columns: Iterable[str], wording: Wording
) -> Table | None:
    """Return records as a table of those columns that any of them has; None where that is none."""
    labels = get_texts().columns
    kept = [column for column in columns if any(column in record for record in records)]
    if not kept:
        return None
    rows = [
        (name_row(record, wording.names), *(_read_cell(record, column, wording) for column in kept))
        for record in records
    ]
    figures = not set(kept) & {*CLAIMS, *WIDTHS, "published_by", "end_point"}
    head = (get_texts().feature, *(labels[column] for column in kept))
    return Table(title, head, tuple(rows), figures=figures)


def _read_cell(record: Row, column: str, wording: Wording) -> str:
    """Return a figure or a fact of a feature as it is told elsewhere; a dash where it has none."""
    if column not in record:
        return "–"
    (fact,) = list_facts({column: record[column]}, wording.pack.sources, rename=wording.rename)
    return fact.text


def _list_parts(scene: ResolvedScene, shown: ResolvedLayer, wording: Wording) -> Table | None:
    """Return the actors of a layer that the passages of a scene speak of, and their parts in the brief."""
    passages = set(scene.scene.passages)
    rows = tuple(
        (name_row(record, wording.names), wording.rename(record["part"]))
        for record in _list_records(shown)
        if "part" in record and passages & _list_passages(record)
    )
    head = (get_texts().feature, get_texts().columns["part"])
    return Table(wording.call(shown.layer), head, rows, figures=False)


def _count_members(scene: ResolvedScene, wording: Wording) -> Table:
    """Return how many members the bodies on a map have."""
    texts = get_texts()
    rows = tuple(
        (_date_title(shown, wording), str(len(_name_members(shown, wording))))
        for shown in scene.layers
        if shown.layer.get_data(MembershipData)
    )
    return Table(texts.members, (texts.body, texts.how_many), rows, texts.members_listed)


def _date_title(shown: ResolvedLayer, wording: Wording) -> str:
    """Return the title of a layer with the date for which it holds."""
    layer = shown.layer
    return f"{wording.call(layer)} ({format_date(layer.as_of)})" if layer.as_of else wording.call(layer)


def _name_members(shown: ResolvedLayer, wording: Wording) -> list[str]:
    return [name_row(record, wording.names) for record in _list_records(shown)]


def _format_nm(nm: float) -> str:
    return format_number(nm, ",.0f")
