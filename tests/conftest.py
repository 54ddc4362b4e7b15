"""Fixtures of all tests: the harbour pack and the pack NATO Goes East."""

import os
from pathlib import Path

import pytest

from dashboard import log
from dashboard.packs import PACK
from geodata.packs.pack import Pack, read_pack
from tests.support.harbour import TEXT, write_harbour

os.environ["SEABRIEF_LANG"] = "en"  # whatever the language of the system: tests read English words


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test in a real browser a second try, which the summary names."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def fresh_log() -> None:
    """Let the log write to the standard error of this test, and not to that of one before."""
    log.get_log.cache_clear()


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Return the folder of the small pack."""
    return write_harbour(tmp_path / "harbour")


@pytest.fixture(scope="session")
def kept_harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small pack that no test may change."""
    return write_harbour(tmp_path_factory.mktemp("kept") / "harbour")


@pytest.fixture
def harbour_text(tmp_path: Path) -> Path:
    """Return the file with the full text of the small pack's brief."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def harbour_pack(harbour: Path) -> Pack:
    return read_pack(harbour)


@pytest.fixture(scope="session")
def nato_pack() -> Pack:
    return read_pack(PACK)
