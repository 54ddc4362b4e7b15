"""The command `seabrief route`."""

import argparse
import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from dashboard.cartography.what_if import tell_closed_ends, tell_far_ends
from dashboard.cli.lane_pairs import COLUMNS, read_pairs
from dashboard.cli.lane_records import (
    describe_alternatives,
    describe_ashore,
    describe_consequence,
    describe_lane,
    describe_ship,
)
from dashboard.cli.options import DONE, FAILED
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, tell, translate
from dashboard.wording.formats import format_alternative, name_lane, name_neutrally
from dashboard.wording.positions import tell_position, use_notation
from geodata.errors import Message, SeaBriefError
from geodata.geometry.notations import DECIMAL, NOTATIONS
from geodata.geometry.positions import tell_rounding
from geodata.names import NEUTRAL, speak
from geodata.routing.alternatives import MOST, Alternative, find_alternatives
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import (
    check_ends,
    compare_lane,
    tell_standstill,
)
from geodata.routing.graph import check_closures, read_graph
from geodata.routing.lanes import HOURS_PER_DAY, NoRoute, SeaLane, shortest_route
from geodata.routing.places import Place, read_place, tell_place, write_place
from geodata.routing.ports import Port, tell_port
from geodata.routing.ships import DEFAULT_YEAR, Sailing, find_sailing, read_ships
from geodata.sources import read_data_sources
from geodata.units import to_nm


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `seabrief route`."""
    route = commands.add_parser(
        "route", help=translate("find the sea lane between two places, or for each row of a table")
    )
    told = translate(
        "from and to: a port by id, UN/LOCODE or any of its names, or a position such as 35.4,139.6, "
        "35°27'N 139°39'E or 54SUE774237"
    )
    route.add_argument("places", nargs="*", metavar="PLACE", help=told)
    route.add_argument(
        "--batch",
        type=Path,
        metavar="FILE",
        help=translate("table (CSV) with columns {columns}", columns=", ".join(COLUMNS)),
    )
    route.add_argument(
        "--close",
        action="append",
        default=[],
        metavar="ID",
        help=translate("chokepoint to close; may be repeated"),
    )
    route.add_argument(
        "--positions",
        choices=NOTATIONS,
        default=DECIMAL,
        help=translate("notation of positions in the answer, {notation} if not given", notation=DECIMAL),
    )
    route.add_argument(
        "--alternatives",
        action="store_true",
        help=translate("tell up to {most} other ways by the chokepoints that they pass", most=MOST),
    )
    route.add_argument(
        "--ship",
        default="",
        metavar="CLASS",
        help=translate(
            "class of ships that has to fit: {ships}; without, a ship without size",
            ships=", ".join(read_ships()),
        ),
    )
    route.add_argument(
        "--year",
        type=int,
        default=DEFAULT_YEAR,
        metavar="YYYY",
        help=translate("year whose limits hold for the ship, {year} if not given", year=DEFAULT_YEAR),
    )
    route.add_argument(
        "--arctic",
        action="store_true",
        help=translate("open the Northeast and the Northwest Passage, which their ice closes if not given"),
    )
    route.add_argument(
        "--speed", type=_read_speed, default=14.0, metavar="KN", help=translate("knots, 14 if not given")
    )
    route.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    route.set_defaults(act=_run)


def answer_route(
    origin: Place,
    destination: Place,
    *,
    closed: AbstractSet[str],
    speed_kn: float,
    sailing: Sailing | None = None,
) -> tuple[dict[str, Any], SeaLane | NoRoute]:
    """Return the lane between two places as a record for JSON, and the lane itself.

    With closures the record says how much farther and longer it is than with everything open.

    Raises
    ------
    SameEndsError
        Both places are the same.
    UnknownIdError
        A closure names no chokepoint.
    """
    check_ends(origin, destination)
    detour = compare_lane((origin, destination), closed=closed, sailing=sailing)
    lane = detour.left
    record = {"from": write_place(origin), "to": write_place(destination), **describe_lane(lane)}
    record |= describe_ship(lane, sailing)
    record |= {"from_name": tell_place(origin), "to_name": tell_place(destination)}
    if isinstance(lane, SeaLane):
        record |= {"speed_kn": speed_kn, "days": round(lane.estimate_days(speed_kn=speed_kn), 2)}
        record |= describe_ashore(origin, destination, lane)
    if notes := tell_closed_ends((origin, destination), closed):
        record |= {"note": " ".join(notes)}
    if closed:
        record |= describe_consequence(detour, speed_kn)
    if closed and detour.extra_km is not None:
        extra_nm = to_nm(detour.extra_km)
        record |= {
            "extra_nm": round(extra_nm, 1),
            "extra_days": round(extra_nm / speed_kn / HOURS_PER_DAY, 3),
        }
    return record, lane


def answer_batch(
    path: Path, *, closed: AbstractSet[str], sailing: Sailing | None = None
) -> Iterator[dict[str, Any]]:
    """Yield a record for each row of a table of pairs, in order.

    Raises
    ------
    SeaBriefError
        The table cannot be read, lacks a column or has a cell that is no position; line and column are named.
    UnknownIdError
        A closure names no chokepoint.
    """
    pairs = read_pairs(path)
    graph = read_graph(arctic=sailing is not None and sailing.arctic)
    check_closures(graph, closed)
    for start, end in pairs:
        lane = shortest_route(graph, start, end, closed=closed, sailing=sailing)
        record = describe_lane(lane) | describe_ship(lane, sailing)
        if isinstance(lane, SeaLane):
            record |= describe_ashore(start, end, lane)
            notes = [
                note for note in (tell_standstill(lane), *tell_closed_ends((start, end), closed)) if note
            ]
            record |= {"note": " ".join(notes)} if notes else {}
        yield record


def format_batch(path: Path, *, closed: AbstractSet[str], sailing: Sailing | None = None) -> str:
    """Return the answer to a table of pairs as one JSON document."""
    return json.dumps(
        {"routes": list(answer_batch(path, closed=closed, sailing=sailing))}, ensure_ascii=False, indent=1
    )


HIGHEST_SPEED_KN = 100


def _read_speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed < HIGHEST_SPEED_KN:
        raise argparse.ArgumentTypeError(
            translate(
                "expected knots above 0 and below {highest_speed_kn}, not {text!r}",
                highest_speed_kn=HIGHEST_SPEED_KN,
                text=text,
            )
        )
    return speed


def _run(options: argparse.Namespace) -> int:
    with use_notation(options.positions):
        return _answer(options)


def _answer(options: argparse.Namespace) -> int:
    closed = frozenset(options.close)
    sailing = find_sailing(options.ship, options.year, arctic=options.arctic)
    if options.batch is not None:
        if options.places or options.alternatives:
            raise SeaBriefError(Message("--batch FILE goes with neither two places nor --alternatives."))
        print(format_batch(options.batch, closed=closed, sailing=sailing))
        return DONE
    if len(options.places) != 2:  # noqa: PLR2004 - from and to
        raise SeaBriefError(Message("Name two places, from and to, or --batch FILE."))
    return _answer_places(options, closed, sailing)


def _answer_places(options: argparse.Namespace, closed: frozenset[str], sailing: Sailing | None) -> int:
    """Print the lane between two places and return the exit code."""
    origin, destination = map(read_place, options.places)
    rounded = [told for told in map(tell_rounding, options.places) if told]
    record, lane = answer_route(origin, destination, closed=closed, speed_kn=options.speed, sailing=sailing)
    others = find_alternatives((origin, destination), closed, sailing) if options.alternatives else None
    if rounded:
        record["note"] = " ".join([*filter(None, [record.get("note")]), *rounded])
    if others is not None:
        record |= {"alternatives": describe_alternatives(others, options.speed)}
    if options.json:
        print(json.dumps({"routes": [record]}, ensure_ascii=False, indent=2))
        return FAILED if isinstance(lane, NoRoute) else DONE
    if isinstance(lane, NoRoute):
        print(
            translate("{lane}: no route. {reason}", lane=name_lane((origin, destination)), reason=lane.reason)
        )
        return FAILED
    _print_lane((origin, destination), lane, options.speed)
    _print_ship(lane, sailing)
    for sentence in (*tell_closed_ends((origin, destination), closed), *map(tell, rounded)):
        print(f"  {sentence}")
    if "extra_nm" in record:
        _print_consequence(record)
    if others is not None:
        _print_alternatives(others, options.speed)
    return DONE


def _print_alternatives(others: tuple[Alternative, ...], speed_kn: float) -> None:
    """Print other ways, the shortest first, or that there is none."""
    told = [format_alternative(other, speed_kn=speed_kn) for other in others]
    for sentence in told or [get_texts().no_other_way]:
        print(f"  {sentence}")


def _print_consequence(record: Mapping[str, Any]) -> None:
    """Print what the closures do: in a word, in miles and days, and until when waiting is cheaper."""
    outcomes = {"open": translate("open"), "longer way": translate("longer way")}
    print(
        translate(
            "  {outcome}: {extra_nm:+,.0f} nm, {extra_days:+.1f} days against everything open.",
            outcome=outcomes[record["outcome"]],
            extra_nm=record["extra_nm"],
            extra_days=record["extra_days"],
        )
    )
    if record["outcome"] == "longer way":
        print(
            translate(
                "  Where a day of waiting costs as much as one at sea, the detour is cheaper if the closure "
                "lasts more than {days:.1f} days.",
                days=record["divert_after_days"],
            )
        )


def _print_ship(lane: SeaLane, sailing: Sailing | None) -> None:
    """Print the ship, the chokepoints that it was refused and what each limit rests on."""
    if sailing is None or sailing.ship is None:
        return
    ship = sailing.ship
    print(
        translate(
            "  For a {ship} in {year}: draught {draught:g} m, beam {beam:g} m, length {length:g} m.",
            ship=ship.name,
            year=sailing.year,
            draught=ship.draught_m,
            beam=ship.beam_m,
            length=ship.length_m,
        )
    )
    sources = read_data_sources()
    for refusal in lane.refused:
        names = read_chokepoints()[refusal.chokepoint].names
        source = sources[refusal.limit.source]
        print(
            translate(
                "  Not by {chokepoint}: {reason} ({publisher}, {year}).",
                chokepoint=name_neutrally(names),
                reason=refusal.reason,
                publisher=source.publisher,
                year=source.year,
            )
        )


def _tell_end(place: Place) -> str:
    """Return a port with its country and code, or a position in the notation that is asked for."""
    return tell_port(place, get_translator().language) if isinstance(place, Port) else tell_position(place)


def _print_lane(ends: tuple[Place, Place], lane: SeaLane, speed_kn: float) -> None:
    days = lane.estimate_days(speed_kn=speed_kn)
    length = translate("{nm:,.0f} nm ({km:,.0f} km)", nm=lane.distance_nm, km=lane.length_km)
    print(
        translate(
            "{ends}: {length}, {days:.1f} days at {speed_kn:g} kn",
            ends=name_lane(ends, speak(NEUTRAL, get_translator().language)),
            length=length,
            days=days,
            speed_kn=speed_kn,
        )
    )
    start, end = map(_tell_end, ends)
    print(translate("  from {start} to {end}", start=start, end=end))
    for sentence in tell_far_ends(ends, lane):
        print(f"  {sentence}")
    for chokepoint, at_km in lane.chokepoints:
        print(translate("  {at_km:8,.0f} nm  {chokepoint}", at_km=to_nm(at_km), chokepoint=chokepoint))
    print(
        translate(
            "  {over_land_km:.1f} km over land (canals and rivers). Illustrative; not for navigation.",
            over_land_km=lane.over_land_km,
        )
    )
