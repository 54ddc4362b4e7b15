"""The command: its answers, its exit codes, and that it ends when it is told to."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dashboard.cli import serve
from dashboard.cli.main import MODULES, build_parser, main
from dashboard.installation import ROOT
from geodata.packs.pack import Pack

FULL_TEXT = os.environ.get("SEABRIEF_TEXT", "")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_text_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEABRIEF_TEXT", raising=False)


def alter_quote(harbour: Path) -> None:
    path = harbour / "passages.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("outer mole", "outer mola"), encoding="utf-8")


def test_layers_are_listed_with_status_and_passages(nato_pack: Pack, capsys: Capture) -> None:
    assert main(["layers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(nato_pack.layers)
    assert re.fullmatch(r"east-china-sea +brief +East China Sea \[D1 names, D3 names, P6 names\]", lines[0])


def test_layers_as_json_are_one_document_and_nothing_else(nato_pack: Pack, capsys: Capture) -> None:
    assert main(["layers", "--json"]) == 0
    written = capsys.readouterr()
    layers = json.loads(written.out)
    assert len(layers) == len(nato_pack.layers)
    assert layers[0]["links"][0] == {"passage": "D1", "kind": "names", "terms": ["East China Sea"]}
    assert written.err == ""


def test_a_sound_pack_fits_its_text(harbour: Path, harbour_text: Path, capsys: Capture) -> None:
    assert main(["verify", str(harbour), "--text", str(harbour_text)]) == 0
    written = capsys.readouterr().out
    assert "2 passages, 5 layers" in written
    assert written.endswith("ok\n")
    assert "unchecked" not in written.replace("0 unchecked", "")


def test_without_the_text_the_report_says_what_was_not_checked(harbour: Path, capsys: Capture) -> None:
    assert main(["verify", str(harbour)]) == 0
    written = capsys.readouterr().out
    assert "The full text was not supplied" in written
    assert "2 of 3 terms checked, 1 unchecked" in written


def test_the_pack_of_the_repository_is_verified_when_no_other_is_named(capsys: Capture) -> None:
    assert main(["verify", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"]
    assert report["counts"]["passages"] == 17
    assert report["counts"]["layers"] == 48


def test_one_altered_quote_fails_and_is_named(harbour: Path, harbour_text: Path, capsys: Capture) -> None:
    alter_quote(harbour)
    assert main(["verify", str(harbour), "--text", str(harbour_text)]) == 1
    written = capsys.readouterr().out
    assert "error: passage F1: The quote is not in the text" in written
    assert "passage H1" not in written
    assert written.endswith("failed\n")


def test_the_text_that_the_environment_names_is_not_held_against_another_pack(
    harbour: Path, harbour_text: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter_quote(harbour)
    monkeypatch.setenv("SEABRIEF_TEXT", str(harbour_text))
    assert main(["verify", str(harbour)]) == 0
    assert "The full text was not supplied" in capsys.readouterr().out


def test_a_failed_verification_as_json_is_still_one_document(
    harbour: Path, harbour_text: Path, capsys: Capture
) -> None:
    alter_quote(harbour)
    assert main(["verify", str(harbour), "--text", str(harbour_text), "--json"]) == 1
    written = capsys.readouterr()
    report = json.loads(written.out)
    assert not report["ok"]
    assert {"id": "F1", "anchored": False, "paragraph": None, "page": None} in report["passages"]
    assert {"id": "H1", "anchored": True, "paragraph": 1, "page": None} in report["passages"]
    assert written.err == ""


@pytest.mark.skipif(not FULL_TEXT, reason="SEABRIEF_TEXT does not name the full text")
def test_the_seventeen_passages_are_found_in_the_text_of_the_brief(capsys: Capture) -> None:
    assert main(["verify", "--text", FULL_TEXT, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    paragraphs = [passage["paragraph"] for passage in report["passages"]]
    assert paragraphs == sorted(set(paragraphs))
    assert len(paragraphs) == 17
    assert {term["outcome"] for term in report["terms"]} == {"found"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["verify", "nowhere"], "nowhere: There is no such folder."),
        (["verify", "--text", "nowhere.txt"], "nowhere.txt: There is no such text file."),
        (["export", "geojson", "--layer", "lane-gulf", "--out", "x"], "Did you mean lane-gulf-"),
        (["run", "--text", "nowhere.txt"], "nowhere.txt: There is no such text file."),
    ],
)
def test_wrong_input_is_answered_by_a_sentence_on_standard_error(
    arguments: list[str], problem: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("seabrief: ")
    assert problem in written.err
    assert written.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def export(layer_id: str, out: Path) -> dict:
    assert main(["export", "geojson", "--layer", layer_id, "--out", str(out)]) == 0
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "layer_id",
    [
        "east-china-sea",
        "senkaku-diaoyu",
        "senkaku-distances",
        "collision-2010",
        "lane-singapore-shanghai",
        "band-short-range",
    ],
)
def test_every_exported_feature_says_what_it_stands_for(
    layer_id: str, tmp_path: Path, nato_pack: Pack, capsys: Capture
) -> None:
    [layer] = [layer for layer in nato_pack.layers if layer.id == layer_id]
    collection = export(layer_id, tmp_path / "layer.geojson")
    assert capsys.readouterr().out == ""
    assert collection["brief"]["author"] == "Michael Paul"
    assert collection["features"]
    for feature in collection["features"]:
        told = feature["properties"]
        assert told["status"] == layer.status
        assert told["notional"] == (layer.status == "notional")
        assert told["passages"] == [{"id": link.passage, "kind": link.kind} for link in layer.links]
        assert told["caveat"] == layer.caveat != ""
        assert told["as_of"] == layer.as_of
        assert told["sources"]
        assert all(source["publisher"] and source["title"] for source in told["sources"])
        assert "" not in [told[name] for name in told if name.startswith("name_")]
        assert not [name for name in told if name.startswith("label_")]


def test_an_exported_island_bears_both_claims_and_both_names(tmp_path: Path) -> None:
    features = export("senkaku-diaoyu", tmp_path / "islands.geojson")["features"]
    [uotsuri] = [feature["properties"] for feature in features if feature["properties"]["id"] == "uotsuri"]
    assert uotsuri["name_dual"] == "Uotsuri / Diaoyu Dao"
    assert (uotsuri["administered_by"], uotsuri["claimed_by"]) == ("Japan", "China; Taiwan")
    cited = {source["id"] for source in uotsuri["sources"]}
    assert {uotsuri["administered_source"], *uotsuri["claimed_source"].split(), "gshhg"} <= cited


def test_an_exported_lane_across_the_pacific_is_cut_at_the_date_line(tmp_path: Path) -> None:
    # RFC 7946, section 3.1.9
    [lane] = export("lane-transpacific", tmp_path / "lane.geojson")["features"]
    assert lane["geometry"]["type"] == "MultiLineString"
    lons = [position[0] for part in lane["geometry"]["coordinates"] for position in part]
    assert min(lons) == -180
    assert max(lons) == 180


def test_an_exported_band_has_its_three_distances_and_no_shading(tmp_path: Path) -> None:
    features = export("band-aircraft", tmp_path / "band.geojson")["features"]
    told = [(feature["properties"]["role"], feature["properties"]["distance_km"]) for feature in features]
    assert sorted(told) == [("area", 1200), ("edge", 800), ("edge", 1200), ("limit", 1000)]


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "missing" / "layer.geojson"
    assert main(["export", "geojson", "--layer", "collision-2010", "--out", str(out)]) == 2
    assert f"{out}: cannot be written (No such file or directory)." in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "70000", "x", "-1", "80.5", "²"])
def test_a_port_that_is_none_is_a_wrong_usage(port: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", f"--port={port}"])
    assert ended.value.code == 2
    assert f"expected a number from 1 to 65535, not '{port}'" in capsys.readouterr().err


def test_an_unknown_act_is_a_wrong_usage(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sail"])
    assert ended.value.code == 2
    assert "invalid choice: 'sail'" in capsys.readouterr().err


def test_a_port_in_use_is_said_so(capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["run", "--address", "127.0.0.1", "--port", str(port)]) == 2
    assert f"Port {port} is in use" in capsys.readouterr().err


def test_an_address_of_another_machine_is_said_so(capsys: Capture) -> None:
    # 192.0.2.1 is kept for documentation (RFC 5737), so no machine has it.
    assert main(["run", "--address", "192.0.2.1"]) == 2
    assert "Cannot listen at 192.0.2.1, port 8501" in capsys.readouterr().err


def test_where_every_port_is_taken_another_one_is_asked_for(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "PORTS", range(port, port + 1))
        assert main(["run", "--address", "127.0.0.1"]) == 2
    assert f"No port from {port} to {port} is free; name another one" in capsys.readouterr().err


def is_healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return answer.read() == b"ok"
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_for(port: int, *, healthy: bool, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while is_healthy(port) != healthy:
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_running_application_ends_when_the_command_is_told_to(sign: signal.Signals, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (tmp_path / "text.txt").write_text("Any text.", encoding="utf-8")
    command = [sys.executable, "-m", "dashboard.cli", "run", "--address", "127.0.0.1", "--port", str(port)]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"SEABRIEF_TEXT": "text.txt", "PYTHONPATH": path}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        try:
            assert wait_for(port, healthy=True)
            running.send_signal(sign)
            written, _ = running.communicate(timeout=15)
        finally:
            running.kill()
    assert running.returncode == 0
    assert f"SeaBrief runs at http://127.0.0.1:{port} " in written
    assert wait_for(port, healthy=False, seconds=1)


def test_a_route_between_named_ports_is_one_json_document(capsys: Capture) -> None:
    assert main(["route", "DEHAM", "横浜", "--speed", "16", "--json"]) == 0
    [route] = json.loads(capsys.readouterr().out)["routes"]
    assert (route["from"], route["to"], route["status"]) == ("hamburg", "yokohama", "ok")
    assert route["days"] == pytest.approx(route["distance_nm"] / 16 / 24, abs=0.01)
    assert route["chokepoints"].index("suez") < route["chokepoints"].index("malacca")


def test_a_route_for_a_ship_names_the_strait_that_refused_it(capsys: Capture) -> None:
    asked = ["route", "ras-tanura", "yokohama", "--close", "malacca", "--ship", "vlcc"]
    assert main([*asked, "--json"]) == 0
    [route] = json.loads(capsys.readouterr().out)["routes"]
    assert (route["ship"], route["ship_year"], route["closed"]) == ("vlcc", 2013, ["malacca"])
    [refused] = route["refused"]
    assert refused["id"] == "sunda"
    assert refused["reason"] == "too shallow for a laden very large crude carrier: 20 m"
    assert refused["limit"] == {"draught_m": 20.0, "source": "malacca-strait-pilots"}
    assert "lombok" in route["chokepoints"]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert "For a laden very large crude carrier in 2013: draught 20.5 m" in told
    refused = "Not by Sunda Strait: too shallow for a laden very large crude carrier: 20 m"
    assert f"{refused} (Malacca Strait Pilots, n.d.)" in told


def test_a_route_with_a_closure_says_what_it_does_in_a_word_first(capsys: Capture) -> None:
    ends = ["route", "ras-tanura", "yokohama"]
    for closed, outcome in (("panama", "open"), ("malacca", "longer way"), ("hormuz", "no route")):
        main([*ends, "--close", closed, "--json"])
        [route] = json.loads(capsys.readouterr().out)["routes"]
        assert route["outcome"] == outcome
        if outcome == "longer way":
            assert route["divert_after_days"] == pytest.approx(route["extra_days"], abs=0.01)
    assert main([*ends, "--close", "malacca"]) == 0
    told = capsys.readouterr().out
    assert "longer way: +494 nm, +1.5 days against everything open." in told
    assert "cheaper if the closure lasts more than 1.5 days" in told


def test_the_year_of_a_ship_decides_which_locks_there_are(capsys: Capture) -> None:
    for year, passes in (("2013", False), ("2017", True)):
        asked = ["route", "new-york", "yokohama", "--ship", "neopanamax", "--year", year, "--json"]
        assert main(asked) == 0
        [route] = json.loads(capsys.readouterr().out)["routes"]
        assert ("panama" in route["chokepoints"]) == passes


def test_a_table_of_pairs_is_answered_for_a_ship(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text("from_lat,from_lon,to_lat,to_lon\n53.5,8.1,54.6,19.0\n", encoding="utf-8")
    assert main(["route", "--batch", str(table), "--ship", "panamax", "--json"]) == 0
    [route] = json.loads(capsys.readouterr().out)["routes"]
    assert {refused["id"] for refused in route["refused"]} == {"kiel", "oresund"}
    assert route["chokepoints"] == ["great-belt"]


def test_a_class_of_ships_or_a_year_that_is_not_known_is_refused_in_words(capsys: Capture) -> None:
    assert main(["route", "hamburg", "yokohama", "--ship", "raft"]) == 2
    assert "known are vlcc, capesize" in capsys.readouterr().err
    assert main(["route", "hamburg", "yokohama", "--ship", "vlcc", "--year", "1999"]) == 2
    assert "from 2010 to 2100, not for 1999" in capsys.readouterr().err


def test_a_closed_way_out_is_no_route_and_a_failure(capsys: Capture) -> None:
    assert main(["route", "ras-tanura", "singapore", "--close", "hormuz", "--json"]) == 1
    [route] = json.loads(capsys.readouterr().out)["routes"]
    assert (route["status"], route["chokepoints"]) == ("no-route", [])
    assert "hormuz" in route["reason"]


def test_unknown_ports_and_closures_are_wrong_input_that_names_the_nearest(capsys: Capture) -> None:
    assert main(["route", "hamborg-altona", "yokohama"]) == 2
    assert main(["route", "hamburg", "yokohama", "--close", "suetz"]) == 2
    assert main(["route", "hamburg"]) == 2
    written = capsys.readouterr().err
    assert "suez" in written
    assert "Name two places" in written


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (("Boston", "Hamburg"), "There is no port 'Boston'. Did you mean Houston (United States, USHOU)?"),
        (("Dublin", "Rotterdam"), "Did you mean Dubai"),
        (("Pearl Harbor", "Yokohama"), "There is no port 'Pearl Harbor'."),
        (("Yokahama", "Hamburg"), "Did you mean Yokohama (Japan, JPYOK)?"),
        (("Newcastle", "Hamburg"), "Several ports are called 'Newcastle'."),
        (("139.6,35.4", "Hamburg"), "is 35.4, 139.6 meant?"),
        (("yokohama", "横浜"), "The two ends are the same: Yokohama (Japan, JPYOK)."),
        (("JPYOK", "35.45,139.65"), "The two ends are the same"),
    ],
)
def test_what_names_no_two_places_is_wrong_input(places: tuple[str, str], told: str, capsys: Capture) -> None:
    assert main(["route", *places, "--json"]) == 2
    written = capsys.readouterr()
    assert told in written.err
    assert written.out == ""


def test_a_route_takes_former_names_spaced_codes_and_positions(capsys: Capture) -> None:
    assert main(["route", "Canton", "NL RTM", "--json"]) == 0
    assert main(["route", "-33.9,18.4", "12,5; 80,25", "--json"]) == 0
    assert main(["route", "33°54'S 18°24'E", "80.25E 12.5N", "--json"]) == 0
    first, second, third = (
        json.loads(f"{part}}}")["routes"][0] for part in capsys.readouterr().out.split("\n}\n")[:-1]
    )
    assert (first["from"], first["to"]) == ("guangzhou", "rotterdam")
    assert first["from_name"] == "Guangzhou (China, CNCAN)"
    assert (second["from"], second["to"]) == ("-33.9000,18.4000", "12.5000,80.2500")
    assert third == second


def test_a_start_far_inland_is_told_with_its_distance_from_the_sea(tmp_path: Path, capsys: Capture) -> None:
    assert main(["route", "33.5,36.3", "hamburg"]) == 0
    assert "33.500° N, 36.300° E lies 82 km from navigable water" in capsys.readouterr().out
    table = tmp_path / "pairs.csv"
    table.write_text("from_lat,from_lon,to_lat,to_lon\n33.5,36.3,53.55,9.9333\n", "utf-8")
    for arguments in (("33.5,36.3", "hamburg"), ("--batch", str(table))):
        assert main(["route", *arguments, "--json"]) == 0
        [route] = json.loads(capsys.readouterr().out)["routes"]
        assert route["from_sea_km"] == pytest.approx(81.5, abs=0.2)
        assert route["to_sea_km"] < 1


def test_a_row_whose_ends_come_to_the_same_water_says_so(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "pairs.csv"
    rows = ("33.5,36.3,33.52,36.32", "35,140.5,35,140.5", "35,141,35,142")
    table.write_text("\n".join(("from_lat,from_lon,to_lat,to_lon", *rows)), "utf-8")
    assert main(["route", "--batch", str(table), "--json"]) == 0
    routes = json.loads(capsys.readouterr().out)["routes"]
    assert ["Both ends come to the sea" in route.get("note", "") for route in routes] == [True, True, False]


def test_a_place_in_the_ice_is_told_to_lie_at_sea(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text("from_lat,from_lon,to_lat,to_lon\n80.0,150.0,49.3,-123.2\n", "utf-8")
    assert main(["route", "--batch", str(table), "--json"]) == 0
    [route] = json.loads(capsys.readouterr().out)["routes"]
    assert route["status"] == "no-route"
    assert "lies at sea, but lanes do not go there" in route["reason"]
    assert "ice" in route["reason"]


def test_a_table_of_pairs_is_answered_row_by_row(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "pairs.csv"
    # Singapore to Hong Kong is 1,454 nm in NGA Pub. 151; the second row ends in the middle of the Sahara.
    table.write_text(
        "from_lat,from_lon,to_lat,to_lon\n1.26667,103.83333,22.28333,114.16667\n1.3,103.8,23,10\n", "utf-8"
    )
    assert main(["route", "--batch", str(table), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["routes"]
    assert first["distance_nm"] == pytest.approx(1454, rel=0.03)
    assert first["land_km"] <= 1
    assert (second["status"], "100 km" in second["reason"]) == ("no-route", True)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("from_lat,from_lon,to_lat\n1,2,3\n", "line 1: column to_lon is missing"),
        ("from_lat,from_lon,to_lat,to_lon\n1,2,3,4\n1,2,x,4\n", "line 3, column to_lat"),
        ("from_lat,from_lon,to_lat,to_lon\n1,2,91,4\n", "line 2, column to_lat"),
        ("from_lat,from_lon,to_lat,to_lon\n1,2,3\n", "line 2, column to_lon"),
        ("from_lat,from_lon,to_lat,to_lon\n12,5,80,25,13,5,81,0\n", "line 2: more cells than columns"),
        ('from_lat,from_lon,to_lat,to_lon\n"12,5",2,3,4\n', "with a decimal point, not '12,5'"),
    ],
)
def test_a_bad_table_is_wrong_input_with_line_and_column(
    content: str, complaint: str, tmp_path: Path, capsys: Capture
) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(content, "utf-8")
    assert main(["route", "--batch", str(table), "--json"]) == 2
    assert complaint in capsys.readouterr().err


HEAVY = ("geopandas", "pandas", "scipy", "shapely", "folium", "matplotlib", "streamlit")
RUN_UNTIL_IT_BECOMES_STREAMLIT = f"""
import os, sys
from dashboard.cli.main import MODULES, build_parser, main

os.execv = lambda *_: sys.exit(0 if not [name for name in {HEAVY} if name in sys.modules] else 1)
main(["run"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the command stays beside the application")
def test_the_command_that_becomes_the_application_imports_nothing_that_the_application_imports_again() -> (
    None
):
    command = [sys.executable, "-c", RUN_UNTIL_IT_BECOMES_STREAMLIT]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert ended.stdout.startswith("SeaBrief runs at")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_each_command_is_found_in_the_module_that_the_table_names() -> None:
    for name, module in MODULES.items():
        [commands] = [action for action in build_parser([module])._actions if action.choices]  # noqa: SLF001 - argparse has no public way to its commands
        assert name in commands.choices
    [commands] = [action for action in build_parser()._actions if action.choices]  # noqa: SLF001 - as above
    assert set(commands.choices) == set(MODULES)


def test_a_route_reads_grid_references_says_what_it_rounds_and_writes_the_notation_asked_for(
    capsys: Capture,
) -> None:
    assert main(["route", "54SUE7741023799", "51R WJ 474 474", "--positions", "mgrs"]) == 0
    told = capsys.readouterr().out
    assert "from 54S UE 774 237 to 51R WJ 474 474" in told
    assert "Read to 100 m: 54S UE 774 237." in told
    assert main(["route", "54SUE7741023799", "51RWJ474474", "--json", "--positions", "dms"]) == 0
    [route] = json.loads(capsys.readouterr().out)["routes"]
    assert (route["from"], route["note"]) == ("35.4497,139.6496", "Read to 100 m: 54S UE 774 237.")
    assert main(["route", "54SAA123456", "yokohama"]) == 2
    assert "There is no square AA in 54S." in capsys.readouterr().err
