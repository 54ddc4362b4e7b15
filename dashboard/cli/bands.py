"""The commands `seabrief bands` and `seabrief distance`."""

import argparse
import json
from typing import Any

from dashboard.i18n.translator import translate
from dashboard.packs import read_told_pack
from geodata.errors import SeaBriefError, UnknownIdError
from geodata.layer_kinds.bands import read_band
from geodata.layer_kinds.lanes import list_sailings, list_stops
from geodata.layers.loading import find_layer, load_layer
from geodata.layers.range_bands import share_lanes
from geodata.packs.pack import Pack
from geodata.range_bands.bands import COAST, list_origins
from geodata.records.layers import BandData, DistanceData, select_data
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import NoRoute
from geodata.units import to_nm


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two commands to the parser."""
    bands = commands.add_parser(
        "bands", help=translate("tell how much of a lane lies inside the notional range bands")
    )
    bands.add_argument("lane", metavar="LANE", help=translate("id of the lane, such as lane-germany-japan"))
    bands.add_argument(
        "--origin", choices=list_origins(), default=COAST, help=translate("what bands are measured from")
    )
    bands.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    bands.set_defaults(act=_tell_bands)
    distance = commands.add_parser(
        "distance", help=translate("tell a published distance, and what is computed for it")
    )
    distance.add_argument("start", metavar="FROM", help=translate("id of the island, such as uotsuri"))
    distance.add_argument("end", metavar="TO", help=translate("id of the other end, such as ishigaki"))
    distance.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    distance.set_defaults(act=_tell_distance)


def share_lane(pack: Pack, lane_id: str, origin: str) -> list[dict[str, Any]]:
    """Return the share of a lane in each band of a pack, from 0 to 1, at its three distances.

    Raises
    ------
    UnknownIdError
        The pack has no such lane.
    """
    stops = list_stops(pack)
    if lane_id not in stops:
        raise UnknownIdError("lane", lane_id, stops)
    way = find_lane_via(stops[lane_id], frozenset(), list_sailings(pack)[lane_id])
    if isinstance(way, NoRoute):
        raise SeaBriefError(way.reason)
    told = []
    for layer_id, band in select_data(pack.layers, BandData).items():
        share = share_lanes({lane_id: way.line}, read_band(band), origin)[lane_id]
        figures = {"inner": share.inner, "nominal": share.nominal, "outer": share.outer}
        rounded = {kind: round(figure, 4) for kind, figure in figures.items()}
        told.append({"band": layer_id, "nominal_km": band.nominal_km, **rounded})
    return told


def find_spoke(pack: Pack, start: str, end: str) -> dict[str, Any]:
    """Return the published and the computed distance between an island and a place.

    Raises
    ------
    UnknownIdError
        No layer of distances of the pack starts there, or none ends there.
    """
    starts = {data.origin: layer_id for layer_id, data in select_data(pack.layers, DistanceData).items()}
    if start not in starts:
        raise UnknownIdError("start of distances", start, starts)
    layer = find_layer(pack, starts[start])
    spokes = load_layer(pack, layer).set_index("id")
    if end not in spokes.index:
        raise UnknownIdError("end of distances", end, spokes.index)
    row = spokes.loc[end]
    return {
        "from": start,
        "to": end,
        "measured_to": row["end_point"],
        "distance_km": round(float(row["distance_km"]), 1),
        "distance_nm": round(to_nm(float(row["distance_km"])), 1),
        "published_km": float(row["published_km"]),
        "published_by": row["published_by"],
    }


def _tell_bands(options: argparse.Namespace) -> int:
    told = share_lane(read_told_pack(), options.lane, options.origin)
    if options.json:
        print(json.dumps({"lane": options.lane, "origin": options.origin, "bands": told}, indent=2))
        return 0
    for row in told:
        spread = translate(
            "{nominal:6.1%} ({inner:.1%} to {outer:.1%})",
            nominal=row["nominal"],
            inner=row["inner"],
            outer=row["outer"],
        )
        print(
            translate(
                "{band:26} {nominal_km:6,.0f} km {spread}",
                band=row["band"],
                nominal_km=row["nominal_km"],
                spread=spread,
            )
        )
    print(translate("Nominal, in brackets inner to outer. Notional, illustrative, not operational."))
    return 0


def _tell_distance(options: argparse.Namespace) -> int:
    told = find_spoke(read_told_pack(), options.start, options.end)
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(
        translate(
            "{start} to {to} ({measured_to}): {distance_km:,.0f} km computed",
            start=told["from"],
            to=told["to"],
            measured_to=told["measured_to"],
            distance_km=told["distance_km"],
        )
    )
    print(
        translate(
            "  {published_km:,.0f} km published by {published_by}",
            published_km=told["published_km"],
            published_by=told["published_by"],
        )
    )
    return 0
