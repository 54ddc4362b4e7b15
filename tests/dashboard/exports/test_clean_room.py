"""Exports need no font of the system: they are made where every font outside of the packages is hidden."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import font_source_sans_pro
import pytest

ROOT = Path(__file__).parents[3]
WATCH = """
import json, os, sys

ROOTS, LOG = json.loads(os.environ["FONT_ROOTS"]), os.environ["FONT_LOG"]
ENDINGS = (".ttf", ".otf", ".ttc", ".otc", ".pfa", ".pfb", ".woff", ".woff2")

def is_ours(path):
    return any(os.path.realpath(path).startswith(root + os.sep) for root in ROOTS)

def watch(event, arguments):
    if event not in {"open", "os.scandir", "os.listdir", "subprocess.Popen"}:
        return
    path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else ""
    if event == "subprocess.Popen":
        if os.path.basename(path).startswith("fc-"):
            raise FileNotFoundError(path)
    elif event == "open":
        if path.lower().endswith(ENDINGS) and not is_ours(path):
            with os.fdopen(os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "a") as log:
                log.write(path + "\\n")
            raise FileNotFoundError(path)
    elif "font" in path.lower() and not is_ours(path):
        raise FileNotFoundError(path)

sys.addaudithook(watch)
"""
RUN = """
import json, sys
from dashboard.cli.main import main
for arguments in json.loads(sys.argv[1]):
    if main(arguments):
        sys.exit(f"failed: {arguments}")
"""
READERS = {
    "matplotlib": "from matplotlib.ft2font import FT2Font as read",
    "fontTools": "from fontTools.ttLib import TTFont as read",
}
SCENE = ("--scene", "senkaku-diaoyu")
EXPORTS = (
    ("ja.png", "--names", "ja", *SCENE),
    ("zh-hans.png", "--names", "zh-hans", *SCENE),
    ("zh-hant.png", "--names", "zh-hant", *SCENE),
    ("dual.png", "--names", "dual", *SCENE),
    ("view.png", "--view=118,20,130,30", "--own", "own.csv"),
    ("one.svg", "--names", "zh-hant", *SCENE),
    ("one.pdf", "--names", "local", *SCENE),
    ("two.pptx", "--names", "zh-hans", *SCENE, "--scene", "partner"),
    ("one.html", "--names", "ja", *SCENE),
    ("one.geojson", "--names", "ja", *SCENE),
    ("one.gpkg", "--names", "ja", *SCENE),
    ("one.kml", "--names", "ja", *SCENE),
    ("one.kit", "--names", "dual", *SCENE),
)


def run_in_room(folder: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with an empty home, no fontconfig, and no font but those of the packages and the project."""
    home = folder / "home"
    (folder / "site").mkdir()
    home.mkdir()
    (folder / "site" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    packages = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    room = kept | {
        "HOME": str(home),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "FONTCONFIG_PATH": str(home),
        "FONTCONFIG_FILE": os.devnull,
        "FONT_ROOTS": json.dumps([os.path.realpath(path) for path in (ROOT, *packages)]),
        "FONT_LOG": str(folder / "fonts.log"),
        "PYTHONPATH": os.pathsep.join((str(folder / "site"), str(ROOT))),
        "PYTHONWARNINGS": "error:Glyph",
    }
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(  # noqa: S603 - our own code, no shell
        command, cwd=folder, env=room, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_every_export_is_made_without_a_font_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("lon,lat,name\n122,26,直骨角 서울 тест\n", encoding="utf-8")
    wanted = [
        ["export", Path(name).suffix.removeprefix("."), *options, "--out", str(tmp_path / name)]
        for name, *options in EXPORTS
    ]
    done = run_in_room(tmp_path, RUN, json.dumps(wanted))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "fonts.log").exists(), (tmp_path / "fonts.log").read_text(encoding="utf-8")
    assert "seabrief:" not in done.stderr  # every character has a font
    assert all((tmp_path / name).stat().st_size > 1000 for name, *_ in EXPORTS)
    pictures = [(tmp_path / f"{names}.png").read_bytes() for names in ("ja", "zh-hans", "zh-hant", "dual")]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("reader", READERS)
def test_a_font_from_elsewhere_would_be_noticed(reader: str, tmp_path: Path) -> None:
    (source,) = Path(font_source_sans_pro.font_directory).glob("*-Regular.ttf")
    elsewhere = tmp_path / "elsewhere.ttf"
    elsewhere.write_bytes(source.read_bytes())
    done = run_in_room(tmp_path, f"{READERS[reader]}\nread({str(source)!r})\nread({str(elsewhere)!r})")
    assert "FileNotFoundError" in done.stderr
    assert (tmp_path / "fonts.log").read_text(encoding="utf-8").split() == [str(elsewhere)]
