"""The commands that tell shares of lanes inside bands, and published distances."""

import json

import pytest
from geographiclib.geodesic import Geodesic

from dashboard.cli.main import main


def test_the_command_tells_germany_japan_inside_1500_km_with_inner_and_outer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bands", "lane-germany-japan", "--json"]) == 0
    told = {row["band"]: row for row in json.loads(capsys.readouterr().out)["bands"]}
    band = told["band-medium-range"]
    assert (band["inner"], band["nominal"], band["outer"]) == pytest.approx((0.161, 0.213, 0.229), abs=6e-4)
    ceiling = told["band-short-range"]
    assert ceiling["inner"] == ceiling["nominal"] == ceiling["outer"]


def test_the_command_tells_how_far_uotsuri_is_from_ishigaki(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["distance", "uotsuri", "ishigaki", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    independent = Geodesic.WGS84.Inverse(25.74333, 123.47333, 24.3333, 124.1667)["s12"] / 1000
    assert told["distance_km"] == pytest.approx(independent, abs=2.5)  # from the near shore of the island
    assert told["published_km"] == 170


@pytest.mark.parametrize(
    "arguments",
    [["bands", "lane-gulf-japon"], ["distance", "uotsury", "ishigaki"], ["distance", "uotsuri", "ishigaky"]],
)
def test_an_unknown_id_is_refused_with_the_nearest(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "Did you mean" in capsys.readouterr().err
