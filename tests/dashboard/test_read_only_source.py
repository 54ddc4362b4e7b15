"""Where nothing can be written beside the script, the served files lie elsewhere."""

import os
from pathlib import Path

import pytest

from dashboard import installation
from dashboard.installation import find_home


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
