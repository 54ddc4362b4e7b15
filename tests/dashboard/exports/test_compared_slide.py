"""Two states on one slide: one extent, a head over each, what differs below, nothing cut off."""

from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.cli.main import main
from dashboard.components.comparison import make_comparison
from dashboard.exports.request import ExportRequest
from dashboard.exports.view import draw_compared
from dashboard.i18n.texts import ENGLISH
from tests.support.audit import audit_page
from tests.support.links import read

STATES = (
    ("sea-lanes", "sea-lanes?closed=malacca"),
    ("institutions", "institutions?date=2025-10"),
    ("explore", "explore?pack=danish-straits&at=30,60,2"),
)


@pytest.mark.parametrize("links", STATES)
def test_two_states_stand_beside_each_other_and_nothing_collides(links: tuple[str, str]) -> None:
    comparison = make_comparison((read(links[0]), read(links[1])), names="dual")
    assert comparison.left.view.extent == comparison.right.view.extent
    assert comparison.left.view.camera == comparison.right.view.camera
    canvas = draw_compared(ExportRequest("png", comparison=comparison), comparison)
    written = [thing.name for thing in canvas.drawn]
    for side in (comparison.left, comparison.right):
        assert side.title in written
    assert ENGLISH.differs.upper() in written
    assert written.count(ENGLISH.stamp.upper()) == (links[0] == "explore")
    assert [str(fault) for fault in audit_page(canvas)] == []


def test_a_request_with_two_states_travels_as_text() -> None:
    comparison = make_comparison((read("sea-lanes"), read("sea-lanes?closed=malacca")), names="dual")
    request = ExportRequest("png", comparison=comparison)
    again = ExportRequest.from_json(request.to_json())
    assert again == request
    with pytest.raises(ValueError, match="not several"):
        ExportRequest("png", scenes=("talks",), comparison=comparison)


def test_a_deck_has_one_slide_whose_title_notes_and_description_say_what_differs(tmp_path: Path) -> None:
    out = tmp_path / "two.pptx"
    links = ("explore?layers=members-nato", "explore?layers=members-eu")
    assert main(["export", "pptx", "--compare", *links, "--out", str(out)]) == 0
    [slide] = Presentation(BytesIO(out.read_bytes())).slides
    assert slide.shapes.title.text_frame.text == "NATO Goes East / NATO Goes East"
    notes = slide.notes_slide.notes_text_frame.text
    assert notes.startswith(f"{ENGLISH.only_on['left']}: ")
    [picture] = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture.element.nvPicPr.cNvPr.get("descr") == notes.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["csv", "--compare", "explore", "explore"], "written as png, svg, pdf, pptx"),
        (["png", "--compare", "explore", "explore", "--size", "a4"], "1080p, 4k, not a4"),
        (["png", "--compare", "explore", "export"], "export: no link to a map"),
        (["png", "--compare", "explore", "explore?layers={{7}}"], "not understood and left out: layers"),
    ],
)
def test_what_cannot_be_compared_is_told(
    arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", *arguments, "--out", str(tmp_path / "out")])
    assert told in capsys.readouterr().err
