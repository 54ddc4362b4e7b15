"""Views saved as pictures: what is on screen is in the picture, with the words that belong to it."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.cli.main import main
from dashboard.exports.request import ExportRequest, ViewerLayer, ViewRequest
from dashboard.exports.slide.slide import draw_scene
from dashboard.exports.view import resolve_view
from dashboard.i18n.texts import ENGLISH
from dashboard.layout.page import PAGES, layout_screen
from dashboard.layout.projection import fit_screen
from dashboard.pages.sea_lanes.state import draw_now
from dashboard.webmap.live_layers import LiveLayer
from geodata.errors import UnknownIdError
from geodata.geometry.geodesy import Position
from geodata.names import Policy
from geodata.packs.pack import Pack
from geodata.records.scenes import Frame
from geodata.routing.closures import Stops
from geodata.routing.ports import find_port
from geodata.uploads.annotations import AREA, ARROW, NOTE, Annotation, write_annotations

EAST_CHINA_SEA = Frame(west=115, south=20, east=135, north=35)
GULF_CHINA: Stops = (find_port("ras-tanura"), find_port("ningbo"))


def test_a_picture_shows_what_the_web_map_showed() -> None:
    page = layout_screen(1024, 600)
    frame = fit_screen(Position(0, 120), 2, 1024, page.map_rect)
    assert page.map_rect.width / page.map_rect.height == pytest.approx(1024 / 600)
    west, east = (frame.find_place(x, page.map_rect.middle[1]).lon for x in (465, page.width - 1))
    assert (west, east) == pytest.approx((-60, 300), abs=0.5)  # the whole equator is 256 * 2^2 pixels long
    north = frame.find_place(page.map_rect.middle[0], 0).lat
    assert north == pytest.approx(71.97, abs=0.05)  # atan(sinh(2 pi 300 / 1024))


def test_a_window_wider_than_the_world_shows_the_world_once() -> None:
    page = layout_screen(1400, 700)
    frame = fit_screen(Position(0, 100), 2, 1400, page.map_rect)
    assert frame.km_per_px * page.map_rect.width == pytest.approx(40075.017)


@pytest.mark.parametrize("size", [(390, 600), (600, 600), (1366, 500), (3000, 400)])
def test_every_window_gives_a_page_whose_parts_do_not_overlap(size: tuple[int, int]) -> None:
    page = layout_screen(*size)
    parts = [page.map_rect, page.head_rect, page.footer_rect, *page.column_rects]
    for place, one in enumerate(parts):
        assert 0 <= one.left < one.right <= page.width
        assert 0 <= one.top < one.bottom <= page.height
        for other in parts[place + 1 :]:
            apart = one.right <= other.left or other.right <= one.left
            assert apart or one.bottom <= other.top or other.bottom <= one.top


def test_a_view_quotes_the_passage_that_is_being_read_or_none(nato_pack: Pack) -> None:
    layers = ("senkaku-diaoyu", "zone-12nm")
    idle = resolve_view(nato_pack, ViewRequest(layers, extent=EAST_CHINA_SEA), names="dual")
    assert (idle.number, idle.quoted) == (0, None)
    assert [passage.id for passage in idle.passages] == ["D3", "P3", "P6"]
    assert "Senkaku / Diaoyu Islands" in idle.scene.takeaway
    reading = resolve_view(nato_pack, ViewRequest(layers, passage="P6", extent=EAST_CHINA_SEA), names="dual")
    assert reading.quoted is not None
    assert ([passage.id for passage in reading.passages], reading.quoted.id) == (["P6"], "P6")
    with pytest.raises(UnknownIdError):
        resolve_view(nato_pack, ViewRequest(layers, passage="Z9"), names="dual")


def test_a_view_that_no_passage_names_claims_none(nato_pack: Pack) -> None:
    view = resolve_view(nato_pack, ViewRequest(("zone-12nm",), extent=EAST_CHINA_SEA), names="dual")
    texts = [thing.name for thing in draw_scene(view, nato_pack, PAGES["1080p"]).drawn]
    assert "MAP VIEW" in texts
    assert not any("passage" in text.casefold() for text in texts)
    assert any(text.startswith("Michael Paul, “NATO Goes East”") for text in texts)


def test_a_view_of_a_scene_keeps_its_words_and_closures(nato_pack: Pack) -> None:
    view = ViewRequest(("lane-gulf-china",), scene="chinas-lanes", extent=EAST_CHINA_SEA)
    resolved = resolve_view(nato_pack, view, names="dual")
    assert (resolved.number, resolved.scene.title) == (10, "China’s sea lanes too")
    assert resolved.scene.closed == ("malacca", "sunda")
    assert resolved.scene.camera == EAST_CHINA_SEA


def test_what_had_not_begun_is_left_out(nato_pack: Pack) -> None:
    every, early = (
        resolve_view(nato_pack, ViewRequest(("events-brief",), until=until), names="dual")
        for until in ("", "2010-09")
    )
    assert set(early.layers[0].frame["date"]) < set(every.layers[0].frame["date"])
    assert max(early.layers[0].frame["date"]) <= "2010-09-31"
    later = resolve_view(
        nato_pack, ViewRequest(("events-later", "members-osce"), until="2013-10"), names="dual"
    )
    assert [shown.layer.id for shown in later.layers] == ["members-osce"]


@pytest.fixture(scope="module")
def live(nato_pack: Pack) -> tuple[LiveLayer, ...]:
    return draw_now(nato_pack, GULF_CHINA, frozenset({"malacca"}), None)


def take_over(live: tuple[LiveLayer, ...], policy: Policy) -> tuple[ViewerLayer, ...]:
    return tuple(ViewerLayer(layer.call_record(policy), layer.frame) for layer in live)


def test_a_lane_in_question_is_in_the_picture_with_the_way_around(
    live: tuple[LiveLayer, ...], tmp_path: Path
) -> None:
    held, out = tmp_path / "live.json", tmp_path / "view.svg"
    request = ExportRequest("svg", view=ViewRequest(own=take_over(live, "dual")))
    held.write_text(json.dumps(json.loads(request.to_json())["view"]["own"]), encoding="utf-8")
    at = ["--at=10,90,4", "--screen", "1100x700", "--layers", "chokepoints"]
    assert main(["export", "svg", *at, "--live", str(held), "--out", str(out)]) == 0
    texts = [node.text for node in ET.parse(out).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    told = " ".join(filter(None, texts))
    assert "With Strait of Malacca closed" in told
    assert "ILLUSTRATIVE ROUTE" in told
    assert "Web Mercator" in told
    assert "Singapore Strait" in told


def test_live_layers_arrive_as_they_were(live: tuple[LiveLayer, ...]) -> None:
    request = ExportRequest("png", view=ViewRequest(own=take_over(live, "ja")))
    read = ExportRequest.from_json(request.to_json())
    assert read.view is not None
    assert [layer.record.id for layer in read.view.own] == ["usual", "left", "ends", "closed"]
    for layer, own in zip(live, read.view.own, strict=True):
        assert own.features.geometry.to_numpy().tolist() == layer.frame.geometry.to_numpy().tolist()
        assert list(own.features["role"]) == list(layer.frame["role"])
    assert read.view.own[0].record.title == live[0].entry["name_ja"]


@pytest.mark.parametrize("content", ["{", "[{}]", '[{"record": {}, "features": {"features": 1}}]'])
def test_saved_layers_that_are_none_are_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "live.json").write_text(content, encoding="utf-8")
    for name in ("live.json", "none.json"):
        options = ["--view=115,20,135,35", "--live", str(tmp_path / name), "--out", str(tmp_path / "x.svg")]
        assert main(["export", "svg", *options]) == 2
        assert capsys.readouterr().err.startswith(f"seabrief: {name}: ")


def test_the_command_saves_a_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "view.svg"
    view = ["--view=115,20,135,35", "--layers", "senkaku-diaoyu", "--out", str(out)]
    assert main(["export", "svg", *view]) == 0
    assert "MAP VIEW · PASSAGES D3, P3, P6" in out.read_text(encoding="utf-8")
    assert main(["export", "kml", *view]) == 2
    assert "A view is written as png, svg, pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--at=95,0,3"], ["--at=1,2"], ["--at=0,0,3", "--screen", "10x10"], ["--view=1,2,3"]]
)
def test_a_view_that_is_none_is_refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", "png", *options, "--out", "view.png"])
    assert stopped.value.code == 2
    assert "expected" in capsys.readouterr().err


def test_own_files_and_notes_are_in_the_picture_with_the_legend_saying_whose_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, shapes, notes = (tmp_path / name for name in ("view.svg", "buoys.csv", "notes.geojson"))
    shapes.write_text("name,lon,lat\nBuoy,125,27\n", encoding="utf-8")
    noted = [
        Annotation(NOTE, (Position(28, 122),), "Look <here> {{7*7}}"),
        Annotation(ARROW, (Position(22, 118), Position(27, 128))),
        Annotation(AREA, (Position(24, 128), Position(24, 132), Position(27, 130))),
    ]
    notes.write_text(write_annotations(noted), encoding="utf-8")
    view = ["--view=115,20,135,35", "--layers", "senkaku-diaoyu", "--out", str(out)]
    assert main(["export", "svg", *view, "--own", str(shapes), "--own", str(notes)]) == 0
    drawn = out.read_text(encoding="utf-8")
    for text in ("Look &lt;here&gt; {{7*7}}", "Buoy", ENGLISH.own_status.upper(), ENGLISH.arrows):
        assert text in drawn
    capsys.readouterr()
    shapes.write_text("name,lon,lat\nBuoy,125,27\nWreck,,\n", encoding="utf-8")
    assert main(["export", "svg", *view, "--own", str(shapes)]) == 0
    assert "buoys.csv: 1 row without a position was left out: row 3 (Wreck)." in capsys.readouterr().err
    shapes.write_text("name,lon\n", encoding="utf-8")
    assert main(["export", "svg", *view, "--own", str(shapes)]) == 2
    assert "buoys.csv: Expected a column called lat" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_one_name_that_no_font_can_write_stops_no_picture(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = tmp_path / "own.csv", tmp_path / f"view.{form}"
    own.write_text("lon,lat,name\n121,25,Fish 🐟\ufe0f\n122,26,ทะเล\n123,24,Plain\n", encoding="utf-8")
    options = ["--view=118,20,130,30", "--own", str(own), "--out", str(out)]
    assert main(["export", form, *options]) == 0
    assert out.stat().st_size > 10_000
    (told,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("seabrief:")]
    assert "U+1F41F fish" in told
