"""Data files can be made again, byte for byte, from what they say they are made from."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from pyproj import CRS

from dashboard.installation import ROOT
from geodata.build import __main__, gshhg, notional_points, senkaku_islands
from geodata.build.products import write_product
from geodata.datasets import DATA, Dataset, locate_dataset, read_manifest
from geodata.sources import read_data_sources

RAW = ROOT / "tests" / "data"
"""The nine outlines around the Senkaku / Diaoyu islands as in GSHHG 2.3.6 (LGPL-3.0-or-later)."""


def assert_same(record: Dataset, folder: Path) -> None:
    assert (folder / record.file).read_bytes() == locate_dataset(record.id).read_bytes()
    assert record == read_manifest()[record.id]


def test_the_islands_come_out_of_the_raw_outlines_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gshhg, "locate_basemap_file", lambda name: RAW / name)
    [product] = senkaku_islands.build()
    assert_same(write_product(product, folder=tmp_path), tmp_path)


def test_the_notional_points_come_out_of_their_table_byte_for_byte(tmp_path: Path) -> None:
    [product] = notional_points.build()
    assert_same(write_product(product, folder=tmp_path), tmp_path)


def test_a_data_set_made_twice_is_the_same_file(tmp_path: Path) -> None:
    sums = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        [product] = notional_points.build()
        record = write_product(product, folder=tmp_path / name)
        sums.append(hashlib.sha256((tmp_path / name / record.file).read_bytes()).hexdigest())
        assert sums[-1] == record.sha256
    assert sums[0] == sums[1]


def test_a_file_is_the_same_whatever_words_the_reference_system_came_in(tmp_path: Path) -> None:
    [product] = notional_points.build()
    words = CRS.from_epsg(4326).to_wkt("WKT1_GDAL")  # knows a datum, and no ensemble of realizations
    other = replace(product, content=product.content.set_crs(CRS.from_wkt(words), allow_override=True))
    assert_same(write_product(other, folder=tmp_path), tmp_path)


def test_every_built_file_is_in_the_manifest_and_has_a_script() -> None:
    files = {path.name for path in DATA.glob("*.parquet")}
    assert files == {record.file for record in read_manifest().values() if record.file.endswith(".parquet")}
    assert set(__main__.SCRIPTS) == set(read_manifest())


def test_every_record_says_where_its_data_comes_from_and_what_was_changed() -> None:
    for record in read_manifest().values():
        assert all((record.title, record.sources, record.licence, record.as_of, record.changes)), record.id


def test_the_list_of_licences_names_every_data_set_under_its_own() -> None:
    sections = (DATA / "LICENCES.md").read_text(encoding="utf-8").split("\n## ")[1:]
    listed = [(section.splitlines()[0].rpartition(": ")[2], section) for section in sections]
    for record in read_manifest().values():
        licences = [licence for licence, section in listed if f"`{record.id}`" in section]
        assert any(map(record.licence.startswith, licences)), record.id


def test_public_domain_is_spelled_one_way() -> None:
    licences = {source.licence for source in read_data_sources().values() if "ublic domain" in source.licence}
    assert licences == {"public domain (United States Government work)", "public domain (package: ISC)"}
