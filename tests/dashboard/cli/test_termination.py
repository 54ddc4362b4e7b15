"""How a command ends: a reader that goes away, a signal, output that cannot be written."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.cli.main import main
from dashboard.installation import ROOT

TALKATIVE = (
    "layers --json",
    "members --json",
    "sources --format csl-json",
    "verify --json",
    "bands lane-germany-japan",
    "distance uotsuri ishigaki",
    "route hamburg yokohama",
    "route --batch pairs.csv --json",
    "schema schemas",
    "new mine",
    "--help",
)
PAIRS = "from_lat,from_lon,to_lat,to_lon\n" + "1.26667,103.83333,23,10\n" * 100
"""Positions between which there is no lane: one lies in the Sahara."""
UNWANTED = ("SEABRIEF_TEXT", "PYTHONUNBUFFERED")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals and files")


def start(command: Sequence[str], folder: Path, **options: object) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    settings = {"env": environment | {"PYTHONPATH": path, "TMPDIR": str(folder)}} | options
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]  # noqa: S603 - our own command
        [sys.executable, "-m", "dashboard.cli", *command], cwd=folder, text=True, **settings
    )


@posix
@pytest.mark.parametrize("command", TALKATIVE)
def test_a_command_whose_reader_has_gone_ends_without_a_word(command: str, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text(PAIRS, encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    with start(command.split(), tmp_path, stdout=write, stderr=subprocess.PIPE) as running:
        os.close(write)
        _, said = running.communicate(timeout=60)
    assert said == ""
    assert running.returncode == 141


@posix
def test_an_export_whose_listener_has_gone_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    command = [
        "export",
        "png",
        "--scene",
        "partner",
        "--progress",
        "--out",
        str(tmp_path / "out/partner.png"),
    ]
    read, write = os.pipe()
    os.close(read)
    with start(command, tmp_path, stdout=write, stderr=write) as running:
        os.close(write)
    assert running.returncode == 141
    assert list((tmp_path / "out").iterdir()) == []


@posix
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_export_that_is_stopped_leaves_nothing_and_no_traceback(
    sign: signal.Signals, code: int, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    command = ["export", "html", "--all", "--progress", "--out", str(tmp_path / "out/all.html")]
    with start(command, tmp_path, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        assert running.stderr.readline().startswith("progress ")
        assert [path.name[:8] for path in (tmp_path / "out").iterdir()] == [".export-"]
        running.send_signal(sign)
        said = running.stderr.read()
    assert running.returncode == code
    assert [line for line in said.splitlines() if not line.startswith("progress ")] == []
    assert [path for path in tmp_path.iterdir() if path.name != "out"] == []
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["layers", "layers --json"])
def test_output_that_finds_no_space_is_said_so(command: str, tmp_path: Path) -> None:
    with (
        Path("/dev/full").open("w", encoding="utf-8") as full,
        start(command.split(), tmp_path, stdout=full, stderr=subprocess.PIPE) as running,
    ):
        _, said = running.communicate(timeout=60)
    assert said == "seabrief: The output cannot be written (No space left on device).\n"
    assert running.returncode == 2


@pytest.mark.parametrize("command", ["layers", "sources"])
def test_a_terminal_that_lacks_a_character_does_not_stop_a_command(command: str, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    with start([command], tmp_path, env=environment, stdout=subprocess.PIPE) as running:
        told, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert told


@posix
def test_without_an_output_a_command_still_works(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m dashboard.cli sources >&-"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(  # noqa: S602 - our own command, and the shell is what closes its output
        shell, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_signals_of_a_caller_stay_as_they_were(capsys: pytest.CaptureFixture[str]) -> None:
    former = signal.getsignal(signal.SIGTERM)
    assert main(["distance", "uotsuri", "ishigaki"]) == 0
    assert capsys.readouterr().out
    assert signal.getsignal(signal.SIGTERM) is former
