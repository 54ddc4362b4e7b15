"""The command that records a walk through the briefing leaves a picture of each scene."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parents[1] / "bench/record_walk.py"


def test_a_recorded_walk_is_a_picture_of_each_scene(address: str, tmp_path: Path) -> None:
    options = ["--address", address, "--themes", "light", "--scenes", "2", "--size", "640x480"]
    subprocess.run([sys.executable, SCRIPT, tmp_path, *options], check=True, timeout=300)  # noqa: S603 - our own command
    pictures = sorted(tmp_path.iterdir())
    assert [picture.name for picture in pictures] == ["01-light.png", "02-light.png"]
    first, second = (Image.open(picture).convert("RGB") for picture in pictures)
    assert first.size == second.size == (640, 480)
    assert first.tobytes() != second.tobytes()
