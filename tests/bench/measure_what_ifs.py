"""Measure what a viewer waits for on the server: python tests/bench/measure_what_ifs.py [--rounds N].

From a closed strait to the new lane as it travels to the map, from a moved slider to the new band with all
shares, and all lanes against all closures; each beside a peer in the same run: searoute for a lane, a buffer
in degrees (which is off by up to 16 %) for a band.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import searoute

from dashboard.packs import PACK
from dashboard.webmap.live_layers import draw_question, make_live
from geodata.layer_kinds.bands import read_band
from geodata.layer_kinds.lanes import list_stops
from geodata.layers.loading import find_layer
from geodata.layers.range_bands import share_lanes, sketch_band
from geodata.packs.pack import read_pack
from geodata.range_bands.bands import COAST, read_origin
from geodata.records.layers import BandData
from geodata.routing.closures import compare_lane, find_lane_via, tabulate_closures
from geodata.routing.graph import read_graph
from geodata.routing.lanes import SeaLane


def main() -> None:
    """Print medians in ms, and how they stand to the peers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is done (default 5)")
    rounds = parser.parse_args().rounds
    pack = read_pack(PACK)
    stops = list_stops(pack)
    read_graph()
    draw_question(pack, stops["lane-gulf-japan"], compare_lane(stops["lane-gulf-japan"], closed={"sunda"}))
    gulf = stops["lane-gulf-japan"]
    ends = [[place.position.lon, place.position.lat] for place in gulf]
    passed = ["malacca"]

    def close(*closed: str) -> None:
        find_lane_via.cache_clear()
        draw_question(pack, gulf, compare_lane(gulf, closed=set(closed)))

    built = time_median(lambda: close("malacca"), rounds)
    searched = time_median(lambda: close("malacca", "sunda"), rounds)
    peer = time_median(lambda: searoute.searoute(*ends, restrictions=passed), rounds)
    report("close Malacca, pack lane, to the layers on the map", built, peer)
    report("close Malacca and Sunda, searched anew", searched, peer)

    ways = {layer_id: find_lane_via(ends_, frozenset()) for layer_id, ends_ in stops.items()}
    lines = {layer_id: way.line for layer_id, way in ways.items() if isinstance(way, SeaLane)}
    layer = find_layer(pack, "band-medium-range")
    assert isinstance(layer.data, BandData)
    steps = iter(range(1000, 2000, 10))

    def slide() -> None:
        data = layer.data.model_copy(update={"nominal_km": float(next(steps))})
        moved = layer.model_copy(update={"data": data})
        make_live(sketch_band(moved), moved, pack)
        share_lanes(lines, read_band(data), COAST)

    slide()
    coast = read_origin(COAST)
    report(
        "move a band to the layer on the map and all shares",
        time_median(slide, rounds),
        time_median(lambda: coast.buffer(13.5), rounds),
    )

    def tabulate() -> None:
        find_lane_via.cache_clear()
        tabulate_closures(stops)

    report(
        "all lanes, all single closures", time_median(tabulate, rounds), peer * len(tabulate_closures(stops))
    )


def time_median(act: Callable[[], object], rounds: int) -> float:
    """Return the median time of an act in ms."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def report(what: str, ours_ms: float, peer_ms: float) -> None:
    print(f"{what:55} {ours_ms:8.1f} ms, peer {peer_ms:8.1f} ms, ratio {ours_ms / peer_ms:6.2f}")  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    main()
