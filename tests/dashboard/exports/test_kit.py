"""Orders, kits and tables: what is in them, what they are called, and no formula anywhere."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.kit import write_csv
from dashboard.exports.offline import page
from dashboard.exports.request import ExportRequest, name_file
from dashboard.i18n.translator import list_languages
from dashboard.webmap.program import BaseMap, LandLevel
from geodata.packs.pack import Pack, read_pack
from geodata.sources import Source
from tests.support.hostile import HOSTILE, write_hostile_pack

BASE = BaseMap("held/d.json", "held/b.json", "held/l.json", (LandLevel(0, url="held/land.json"),))


def test_file_names_sort_and_say_what_they_hold(nato_pack: Pack) -> None:
    every = tuple(scene.id for scene in nato_pack.scenes)
    assert name_file(ExportRequest("png", ("partner",)), nato_pack) == "nato-goes-east-05-partner.png"
    assert name_file(ExportRequest("png", every), nato_pack) == "nato-goes-east-all-scenes.png.zip"
    assert name_file(ExportRequest("pptx", every[:4]), nato_pack) == "nato-goes-east-4-scenes.pptx"
    assert name_file(ExportRequest("kit", every), nato_pack) == "nato-goes-east-kit.zip"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@a"])
def test_a_table_holds_no_formula(start: str) -> None:
    source = Source(id="odd", title=f'{start},"two"', publisher="Toy Office", year="2012")
    _, row = csv.reader(io.StringIO(write_csv([source])))
    assert row[:2] == ["odd", f'\'{start},"two"']


def test_a_kit_holds_everything_with_texts_as_texts_and_is_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "write_base_map", lambda _files, **_boxes: BASE)
    pack = read_pack(write_hostile_pack(tmp_path / "hostile"))
    request, steps = ExportRequest("kit", ("first",)), []
    told = fulfil_request(
        request, pack, tmp_path / "one.zip", report=lambda _step, share: steps.append(share)
    )
    assert told == []
    assert steps == sorted(steps)
    with zipfile.ZipFile(tmp_path / "one.zip") as kit:
        assert kit.namelist() == [
            "README.txt",
            "handout/hostile-handout-01-first.pdf",
            "handout/hostile-handout-01-first.docx",
            "deck/hostile-01-first.pptx",
            "page/hostile-01-first.html",
            "data/hostile-01-first.gpkg",
            "data/hostile-01-first.kml",
            "data/hostile-01-first.csv",
            "data/hostile-01-first.csv-metadata.json",
            "data/hostile-01-first.jsonld",
            "pictures/01-first.png",
            "data/01-first.geojson",
            "sources/citation.bib",
            "sources/citation.json",
            "sources/sources.csv",
            "sources/sources.csv-metadata.json",
        ]
        for table in ("data/hostile-01-first.csv", "sources/sources.csv"):
            (head, *_) = csv.reader(io.StringIO(kit.read(table).decode("utf-8-sig")))
            described = json.loads(kit.read(f"{table}-metadata.json"))
            columns = described["tableSchema"]["columns"]
            assert described["url"] == table.rpartition("/")[2]
            assert [column["titles"]["en"][0] for column in columns] == head
            assert all(column["titles"].keys() == set(list_languages()) for column in columns)
        readme = kit.read("README.txt").decode()
        rows = list(csv.DictReader(io.StringIO(kit.read("sources/sources.csv").decode("utf-8-sig"))))
    shown = HOSTILE.replace("\u202e", "").replace("\u202c", "")
    assert readme.startswith(shown)
    assert shown in {row["title"] for row in rows}
    fulfil_request(request, pack, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_template_that_is_none_is_said(tmp_path: Path, nato_pack: Pack) -> None:
    (tmp_path / "house.pptx").write_text("no deck", encoding="utf-8")
    request = replace(ExportRequest("pptx", ("partner",)), template=tmp_path / "house.pptx")
    (line,) = fulfil_request(request, nato_pack, tmp_path / "deck.pptx")
    assert line.startswith("house.pptx could not be used as a template")
    assert (tmp_path / "deck.pptx").stat().st_size > 10_000
