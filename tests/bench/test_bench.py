"""Each benchmark runs to its end at a small size and prints its table."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.build import gshhg

BENCH = Path(__file__).parent
RAW = BENCH.parent / "data"
"""The nine outlines around the Senkaku / Diaoyu islands as in GSHHG 2.3.6 (LGPL-3.0-or-later)."""
LIMIT_S = 600
"""Longest run on a machine that others use as well."""

SMALL = {
    "measure_anchoring": (
        ("--bytes", "60000", "--quotes", "20", "--rounds", "1"),
        (r"20 quotes", r"anchored .* 20 of 20 at the right place", r"ratio +\d", r"nato-goes-east: read"),
    ),
    "measure_closures": (
        ("--pairs", "1"),
        (r"ras-tanura +yokohama +malacca ", r"closures, 0 cheaper or shorter"),
    ),
    "measure_exports": (
        ("--runs", "1", "--scene", "anti-access", "--only", "layer as GeoJSON (peer)", "deck"),
        tuple(rf"{name} +[\d.]+ +[\d.]+ +\d+ +[\d.]+" for name in (r"layer as GeoJSON \(peer\)", "deck")),
    ),
    "measure_exports_memory": (
        ("--sessions", "1", "--scene", "anti-access", "--only", "layer data (GeoPackage)"),
        (
            r"server, 1 sessions \(peer\) +\d+ +1\.00",
            r"layer data \(GeoPackage\) +[\d.]+ +\d+ +\d+ +[\d.]+",
        ),
    ),
    "measure_geometry": (
        ("2", "--lanes", "1", "--grid", "0.5"),
        ("rings: 1 cases", "coast offsets: 1 cases", "shares of 1 lanes in 6 bands", "shares of seas"),
    ),
    "measure_load": (
        ("--sessions", "1", "--toggles", "1", "--arrival", "0", "--pause", "0", "--most-plain", "0"),
        (r"SeaBrief +1 +\d", r"naive st_folium +1 +not measured", r"static Leaflet page +1 +\d"),
    ),
    "measure_rooms": (
        ("--followers", "3", "--steps", "2", "--browsers", "1"),
        (
            r"3 followers, 2 steps, 1 servers",
            r"key to event, ms: p50 \d+, p95 \d+",
            r"key to scene drawn in 1 browsers, ms: p50 \d+, p95 \d+",
            r"[\d.]+ ms a step",
        ),
    ),
    "measure_routes": (
        (),
        (r"seabrief +all +20 pairs", r"searoute +all +20 pairs", r"seabrief +median \d+ ms"),
    ),
    "measure_sessions": (
        ("--rounds", "1", "--sessions", "1", "--reruns", "2"),
        (
            r"first run of a session, ms of processor +[\d.,]+ +[\d.,]+",
            r"memory after 2 reruns, MB +\d+\.\d +\d",
        ),
    ),
    "measure_slides": (
        ("--rounds", "1", "--scenes", "anti-access"),
        (
            r"1080p png first",
            r"4k +png",
            r"1080p pdf",
            r"geopandas\.plot",
            r"ratio of processor time +[\d.]+",
        ),
    ),
    "measure_soak": (
        ("--minutes", "0.1", "--viewers", "1"),
        (r"MB by minute: \d+", r"[1-9]\d* pages opened; .* ratio \d\.\d+"),
    ),
    "measure_what_ifs": (
        ("--rounds", "1"),
        (r"close Malacca, .* ratio +[\d.]+", r"move a band .* ratio +[\d.]+", r"all lanes, .* ratio +[\d.]+"),
    ),
}
"""Benchmarks of one run: arguments, and what the output must match."""
BROWSED = ("measure_rooms",)
"""Those of them that drive a browser."""


def run_benchmark(name: str, *arguments: str) -> str:
    command = [sys.executable, str(BENCH / f"{name}.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT_S)  # noqa: S603 - our own command
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def find_row(table: str, name: str) -> list[str]:
    """Return the cells of a row of a table whose columns stand two spaces apart or more."""
    [line] = [line for line in table.splitlines() if line.startswith(name)]
    return re.split(r"\s{2,}", line.strip())[1:]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.browser if name in BROWSED else ()) for name in SMALL]
)
def test_a_benchmark_prints_its_figures(name: str) -> None:
    arguments, expected = SMALL[name]
    printed = run_benchmark(name, *arguments)
    for pattern in expected:
        assert re.search(pattern, printed), f"{pattern} is not in:\n{printed}"


@pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")  # rasterio's own use of affine
def test_the_land_benchmark_prints_a_row_for_each_kind_of_land(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("riversmeta_f.dat", "rivers_f.dat"):
        (tmp_path / name).touch()
    for file in RAW.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(gshhg, "locate_basemap_file", lambda name: tmp_path / name)
    monkeypatch.syspath_prepend(BENCH)
    import measure_land  # noqa: PLC0415 - lies beside the tests

    from geodata.build import channels  # noqa: PLC0415 - as above

    one_channel = channels.CHANNELS.read_text(encoding="utf-8").split("[[channels]]")[1]
    (tmp_path / "channels.toml").write_text(f"[[channels]]{one_channel}", encoding="utf-8")
    monkeypatch.setattr(channels, "CHANNELS", tmp_path / "channels.toml")
    monkeypatch.setattr(sys, "argv", ["measure_land.py", "2"])
    measure_land.main()
    printed = capsys.readouterr().out
    assert "0 of 2 pairs have no route" in printed
    for land in ("shoreline", "land-close", "land-region"):
        assert re.search(rf"{land} +[\d.]+ % up to 0 km", printed)


@pytest.mark.browser
def test_the_bench_of_the_map_prints_how_another_app_stands_to_ours() -> None:
    table = run_benchmark("run", "--rounds", "1", "--only", "static Leaflet page", "SeaBrief")
    for row in ("cold load", "warm load", "toggle to a new state", "toggle back", "click to passage"):
        *others, ours = find_row(table, row)
        assert len(others) == 1
        assert all(re.fullmatch(r"[\d,.]+ \([\d.]+x\)", cell) for cell in others), others
        assert re.fullmatch(r"[\d,.]+", ours)
    assert find_row(table, "external requests") == ["0"] * 2


@pytest.mark.browser
def test_the_bench_of_the_briefing_prints_how_ways_stand_to_the_first() -> None:
    table = run_benchmark(
        "measure_scenes",
        *("--rounds", "1", "--scenes", "2", "--links", "1"),
        *("--only", "plain st_folium", "SeaBrief"),
    )
    for row in ("cold link to scene", "key to next map, ms", "key to next map and words"):
        plain, *others = find_row(table, row)
        assert re.fullmatch(r"[\d,]+", plain)
        assert len(others) == 1
        assert all(re.fullmatch(r"[\d,]+ \([\d.]+ times as fast\)", cell) for cell in others), others


@pytest.mark.skipif(
    shutil.which("nginx", path=f"{os.defpath}:/usr/sbin") is None, reason="nginx is not installed"
)
def test_viewers_of_a_killed_server_come_back_to_their_scenes_at_another_one() -> None:
    told = run_benchmark("measure_replicas", "--viewers", "4")
    assert re.search(r"4 viewers, [0-4] of them at the server that was killed, all back on their scene", told)


@pytest.mark.skipif(
    shutil.which("nginx", path=f"{os.defpath}:/usr/sbin") is None or shutil.which("redis-server") is None,
    reason="nginx or redis-server is not installed",
)
def test_when_a_server_is_killed_those_who_follow_a_room_are_on_its_next_scene_soon() -> None:
    told = run_benchmark("measure_rooms", "--followers", "4", "--steps", "1", "--servers", "2", "--kill")
    after = re.search(r"all on the next scene after ([\d.]+) s", told)
    assert after
    assert float(after[1]) < 20
