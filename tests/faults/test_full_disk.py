"""Where nothing more can be written, exports and preparation end with a sentence and leave nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.installation import ROOT

resource = pytest.importorskip("resource", reason="Windows limits no sizes of files")
PREPARE = """
import sys
from pathlib import Path
from dashboard.errors import StaticError
from dashboard.packs import PACK
from dashboard.webmap.publish import prepare_static
from geodata.packs.pack import read_pack
try:
    prepare_static([read_pack(PACK)], folder=Path(sys.argv[1]))
except StaticError as error:
    print(error)
"""
MOST_BYTES = 20_000
"""Largest file that can be written, as on a disk that is full."""


def run_on_full_disk(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))

    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(folder),
    }
    environment |= {"SEABRIEF_HOME": str(folder / "home"), "HOME": str(folder)}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.mark.parametrize("form", ["png", "pptx", "gpkg", "kml", "geojson", "html"])
def test_an_export_says_that_it_cannot_be_written_and_leaves_nothing(tmp_path: Path, form: str) -> None:
    out = tmp_path / "out" / f"scene.{form}"
    out.parent.mkdir()
    ran = run_on_full_disk(
        tmp_path, "-m", "dashboard.cli", "export", form, "--scene", "senkaku-diaoyu", "--out", str(out)
    )
    assert "Traceback" not in ran.stderr
    assert f"{out}: cannot be written (" in ran.stderr
    assert ran.returncode != 0
    assert list(out.parent.iterdir()) == []


def test_the_preparation_of_served_files_says_what_to_do_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "served" / "static"
    ran = run_on_full_disk(tmp_path, "-c", PREPARE, str(folder))
    assert ran.stdout.startswith(
        f"{folder}: the map's files could not be prepared ([Errno 27] File too large"
    ), ran.stdout + ran.stderr
    assert list(folder.parent.iterdir()) == [folder]
    assert list(folder.iterdir()) == []
