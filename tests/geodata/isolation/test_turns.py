"""Large work takes turns; a file that needs little is read beside it."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.errors import PackError
from geodata.isolation import reading
from geodata.isolation.reading import ReadingStoppedError, close_parent, read_apart, stop_unless
from geodata.isolation.turns import MEMORY, Turn, Turns

READERS = "tests.support.readers"
LIMIT_S = 30
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not limited")


@pytest.fixture
def busy() -> Iterator[Turn]:
    """Have other large work run, such as an export."""
    with MEMORY.ask() as turn:
        assert turn.wait()
        yield turn


def start_reading(function: str, **options: object) -> tuple[threading.Thread, list[object]]:
    """Read in another thread; return it, and where the result comes to stand."""
    results: list[object] = []
    reader = threading.Thread(
        target=lambda: results.append(read_apart(f"{READERS}:{function}", b"", **options))
    )  # type: ignore[arg-type]
    reader.start()
    return reader, results


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    turns = Turns()
    first, second, third = (turns.ask() for _ in range(3))
    assert [turn.wait() for turn in (first, second, third)] == [True, False, False]
    second.end()
    assert not third.wait()
    first.end()
    assert third.wait()
    assert not turns.is_free()
    third.end()
    third.end()
    assert turns.is_free()


@pytest.mark.usefixtures("busy")
def test_a_file_that_needs_little_is_read_beside_other_work() -> None:
    assert read_apart(f"{READERS}:hold_memory", b"", megabytes=20) == 20_000_000


@pytest.mark.parametrize(
    ("function", "options"),
    [("hold_memory", {"megabytes": 100}), ("hold_memory_as_error", {"megabytes": 100})],
    ids=["memory error", "error of its own"],
)
def test_a_file_that_needs_much_is_read_when_the_other_work_has_ended(
    busy: Turn, function: str, options: dict[str, object]
) -> None:
    reader, results = start_reading(function, **options)
    reader.join(1)
    assert reader.is_alive()
    assert results == []
    busy.end()
    reader.join(LIMIT_S)
    assert results == [100_000_000]
    assert MEMORY.is_free()


def test_what_writes_files_waits_for_its_turn(busy: Turn, tmp_path: Path) -> None:
    reader, _ = start_reading("write_folder", folder=tmp_path, path=str(tmp_path / "a"))
    reader.join(0.5)
    assert not (tmp_path / "a").exists()
    busy.end()
    reader.join(LIMIT_S)
    assert (tmp_path / "a").exists()


@pytest.mark.usefixtures("busy")
def test_a_broken_file_is_refused_at_once() -> None:
    with pytest.raises(PackError, match="It has 12,345 degrees"):
        read_apart(f"{READERS}:complain", b"", name="p.toml")


@pytest.mark.usefixtures("busy")
def test_who_goes_away_leaves_the_line() -> None:
    with (
        stop_unless(lambda: False),
        pytest.raises(ReadingStoppedError, match="nobody waits for it any more"),
    ):
        read_apart(f"{READERS}:hold_memory", b"", megabytes=100)
    with MEMORY.ask() as next_one:
        assert not next_one.wait()


def test_what_is_kept_for_the_next_file_is_let_go_after_the_one_that_is_being_read() -> None:
    reader, results = start_reading("sleep", seconds=1)
    reader.join(0.5)
    close_parent()
    assert reader.is_alive()
    reader.join(LIMIT_S)
    assert results == ["slept"]
    assert reading._PARENT._process is None  # noqa: SLF001 - what was kept
    read_apart(f"{READERS}:sleep", b"", seconds=0)
    assert reading._PARENT._process is not None  # noqa: SLF001 - as above
    close_parent()
    assert reading._PARENT._process is None  # noqa: SLF001 - as above
