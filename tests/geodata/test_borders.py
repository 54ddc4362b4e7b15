"""The borders that are drawn dashed: each with its reason and a source."""

import pytest
import shapely
from streamlit.testing.v1 import AppTest

from dashboard.i18n.texts import ENGLISH
from dashboard.installation import ROOT
from geodata.borders import ContestedBorder, read_contested_borders
from geodata.datasets import read_dataset, read_manifest
from geodata.sources import read_data_sources

PAGE = ROOT / "dashboard" / "pages" / "sources.py"
BORDERS = read_contested_borders()
PLACES = {
    # A place on some of the lines, to a tenth of a degree.
    "Bhutan and China": (90.5, 28.2),
    "India and Pakistan, in Kashmir": (76.1, 34.7),
    "Western Sahara and Morocco": (-11.3, 26.7),
    "Guyana and Venezuela": (-60.7, 7.0),
    "South Korea and North Korea": (127.0, 38.3),
    "Sudan and South Sudan": (31.0, 9.8),
    "Serbia and Kosovo": (20.9, 43.1),
    "Ethiopia and Somaliland": (44.0, 9.0),
    "The buffer zone and the north of Cyprus": (33.0, 35.15),
}


@pytest.mark.parametrize("border", BORDERS, ids=lambda border: border.name)
def test_a_dashed_border_has_a_reason_and_a_source(border: ContestedBorder) -> None:
    assert border.between == tuple(sorted(border.between))
    assert border.why.endswith(".")
    assert border.source in read_data_sources()
    assert border.source in read_manifest()["borders"].sources


def test_no_border_stands_twice() -> None:
    assert (
        len({border.between for border in BORDERS})
        == len({border.name for border in BORDERS})
        == len(BORDERS)
    )


@pytest.mark.parametrize("name", PLACES)
def test_it_is_drawn_dashed_where_it_runs(name: str) -> None:
    assert name in {border.name for border in BORDERS}
    lines = read_dataset("borders")
    apart_deg = shapely.distance(lines.geometry.to_numpy(), shapely.Point(PLACES[name]))
    assert apart_deg.min() < 0.5
    assert lines["contested"][apart_deg.argmin()]


def test_the_sources_page_shows_each_with_what_its_source_says() -> None:
    app = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page = "\n".join(element.proto.body for element in app.get("html"))
    ledger = page[page.index(f">{ENGLISH.contested_borders}</h2>") :]
    for border in BORDERS:
        assert f"<th scope='row'>{border.name}</th><td>{border.kind}</td><td>{border.why}</td>" in ledger
    assert "The World Factbook" in ledger
    assert "India; Pakistan</td>" in ledger
