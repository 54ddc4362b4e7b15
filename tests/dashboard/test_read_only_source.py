"""Where nothing can be written beside the script, the served files lie elsewhere and reach the page."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import installation
from dashboard.installation import ROOT, find_home, is_beside_script
from dashboard.packs import AS_COMPONENT
from tests.support.streamlit_client import fetch, find_port, visit, wait_for_health


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that cannot be written, nor anything below them."""
    forbidden: list[Path] = []
    allowed = os.access
    monkeypatch.delenv("SEABRIEF_HOME", raising=False)
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: (
            allowed(path, mode) and not any(Path(path).is_relative_to(top) for top in forbidden)
        ),
    )
    return forbidden


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout without served files, a user with a cache, and a folder for temporary files."""
    for name in ("checkout", "cache", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(installation, "ROOT", tmp_path / "checkout")
    monkeypatch.setattr(installation.platformdirs, "user_cache_path", lambda name: tmp_path / "cache" / name)
    monkeypatch.setattr(installation.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    return tmp_path / "checkout"


def test_a_checkout_holds_the_served_files_where_it_can(checkout: Path, forbid: list[Path]) -> None:
    assert find_home() == checkout
    (checkout / "static").mkdir()
    (checkout / "static/index.json").write_text("{}", encoding="utf-8")
    forbid.append(checkout)
    assert find_home() == checkout


def test_without_them_a_checkout_that_cannot_be_written_leaves_them_to_the_cache(
    checkout: Path, forbid: list[Path]
) -> None:
    forbid.append(checkout)
    assert find_home().parent == checkout.parent / "cache" / "seabrief"


def test_where_neither_can_be_written_a_folder_of_the_user_alone_is_made(
    checkout: Path, forbid: list[Path]
) -> None:
    forbid += [checkout, checkout.parent / "cache"]
    top = find_home().parent
    assert top.parent == checkout.parent / "tmp"
    assert top.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("script", "beside"), [("streamlit_app.py", False), ("home/streamlit_app.py", True), ("pytest", True)]
)
def test_the_served_files_lie_beside_the_script_unless_the_script_is_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, *, beside: bool
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / script).touch()
    monkeypatch.setattr(sys, "argv", [str(tmp_path / script)])
    assert is_beside_script(tmp_path / "home") == beside


def test_files_that_lie_elsewhere_are_served_to_the_page_with_their_types(tmp_path: Path) -> None:
    port = find_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    environment = os.environ | {"SEABRIEF_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, stdout=log, stderr=log
        ) as server,
    ):
        try:
            wait_for_health(url)
            home = visit(url)
            index = json.loads((tmp_path / "home/static/index.json").read_text(encoding="utf-8"))
            told = {
                address: fetch(f"{url}/{address}")
                for address in (index["bridge"], f"{AS_COMPONENT}/index.json")
            }
        finally:
            server.terminate()
    assert home.errors == []
    assert f'src="{AS_COMPONENT}/pictures/' in home.markup
    assert [kind.partition("/")[2] for _, kind in told.values()] == ["javascript", "json"]
    assert b"module_bridge" in told[index["bridge"]][0]
    assert json.loads(told[f"{AS_COMPONENT}/index.json"][0]) == index
