"""`seabrief export png`, `svg` and `pdf`: scenes as picture files."""

from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.cli.options import WRONG_INPUT
from dashboard.exports.request import name_picture
from dashboard.packs import PACK
from geodata.packs.pack import read_pack


def test_file_names_sort_in_the_order_of_the_briefing() -> None:
    pack = read_pack(PACK)
    names = [name_picture(pack, scene, "png") for scene in pack.scenes]
    assert names[0] == "01-goes-east.png"
    assert names == sorted(names)


def test_a_scene_is_written_as_a_slide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "slide.png"
    assert main(["export", "png", "--scene", "partner", "--size", "square", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert "A partner, not a garrison" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["png", "--layer", "east-china-sea"], "A layer is written as data"),
        (["svg", "--scene", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    arguments: list[str], problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments, "--out", str(tmp_path / "x")]) == WRONG_INPUT
    assert problem in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
