"""Views saved as pictures: what is on screen is in the picture, with the words that belong to it."""

from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.save_view import find_box
from dashboard.selection import Camera
from dashboard.texts import ENGLISH
from dashboard.viewing import make_view
from geodata.annotations import AREA, ARROW, NOTE, Annotation, write_annotations
from geodata.geodesy import Position
from geodata.packs import Pack
from geodata.records import Frame

EAST_CHINA_SEA = Frame(west=115, south=20, east=135, north=35)


def test_a_map_of_the_usual_size_shows_what_mercator_says() -> None:
    (south, west), (north, east) = find_box(Camera(0, 120, 2))
    assert (west, east) == pytest.approx((120 - 193.36, 120 + 193.36), abs=0.01)  # 1100 of 1024 pixels
    assert -south == pytest.approx(north)
    (south, _), (north, _) = find_box(Camera(30, 120, 6))
    assert 30 - south > north - 30  # a degree is longer on the map the farther north it lies


def test_a_view_has_the_passages_that_its_layers_are_named_in(nato_pack: Pack) -> None:
    layers = ("senkaku-diaoyu", "zone-12nm")
    scene, number = make_view(nato_pack, EAST_CHINA_SEA, layers, of=None, names="dual")
    assert number == 0
    assert scene.passages == ("D3", "P3", "P6")
    assert "Senkaku / Diaoyu Islands" in scene.takeaway


def test_a_view_of_a_scene_keeps_its_words_and_closures(nato_pack: Pack) -> None:
    scene, number = make_view(
        nato_pack, EAST_CHINA_SEA, ("lane-gulf-china",), of="chinas-lanes", names="dual"
    )
    assert (number, scene.title, scene.closed) == (10, "China's sea lanes too", ("malacca",))
    assert scene.camera == EAST_CHINA_SEA


def test_the_command_saves_a_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "view.svg"
    view = ["--view=115,20,135,35", "--layers", "senkaku-diaoyu", "--out", str(out)]
    assert main(["export", "svg", *view]) == 0
    assert "MAP VIEW · PASSAGES D3, P3, P6" in out.read_text(encoding="utf-8")
    assert main(["export", "kml", *view]) == 2
    assert "A view is written as png, svg, pdf" in capsys.readouterr().err


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
    shapes.write_text("name,lon\n", encoding="utf-8")
    assert main(["export", "svg", *view, "--own", str(shapes)]) == 2
    assert "buoys.csv: Expected a column called lat" in capsys.readouterr().err
