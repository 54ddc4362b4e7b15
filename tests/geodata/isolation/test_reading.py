"""Readers of untrusted files run in processes that can do nothing but read, for a while."""

import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.errors import PackError
from geodata.isolation import reading
from geodata.isolation.confinement import Limits
from geodata.isolation.reading import ReaderFaultError, ReadingStoppedError, read_apart, stop_unless

READERS = "tests.support.readers"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux confines")
BRIEF = Limits(processor_seconds=1)


@pytest.fixture(params=[True, False], ids=["parent", "process"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a parent keeps readers imported, as on Linux, or each file has a process of its own."""
    monkeypatch.setattr(reading, "WITH_PARENT", request.param)
    return bool(request.param)


@pytest.mark.usefixtures("kind")
def test_a_reader_gets_the_file_and_the_options_in_another_process() -> None:
    content = os.urandom(3_000_000)
    read = read_apart(f"{READERS}:count_bytes", content, name="ä", count=3)
    assert read["bytes"] == 3_000_000
    assert read["options"] == {"name": "ä", "count": 3}
    assert read["process"] != os.getpid()


@pytest.mark.usefixtures("kind")
def test_a_large_file_reaches_a_worker_that_takes_its_time_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TICK_S", 0.001)
    read = read_apart(f"{READERS}:count_bytes", bytes(20_000_000), limits=Limits(seconds=20))
    assert read["bytes"] == 20_000_000


@ON_LINUX
def test_each_file_has_a_process_of_its_own_that_ends_with_it() -> None:
    first, second = (read_apart(f"{READERS}:count_bytes", b"a")["process"] for _ in range(2))
    assert first != second
    for process in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.usefixtures("kind")
def test_the_error_of_a_reader_comes_back_whole() -> None:
    with pytest.raises(PackError, match=r"^p\.toml, row 3, field lat: It has 12,345 degrees\.$") as caught:
        read_apart(f"{READERS}:complain", b"", name="p.toml")
    assert (caught.value.file, caught.value.entry, caught.value.field) == ("p.toml", "row 3", "lat")
    assert caught.value.message.values["problem"].values == {"size": 12_345}  # type: ignore[attr-defined]


@pytest.mark.usefixtures("kind")
def test_a_reader_that_fails_is_said_and_logged_without_what_the_file_holds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(ReaderFaultError, match=r"^It cannot be read \(KeyError\)\. Save it again"):
        read_apart(f"{READERS}:stumble", b"")
    assert "in stumble" in caplog.text
    assert "KeyError: 'nothing'" not in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no processor time")
@pytest.mark.parametrize("function", ["spin", "spin_in_a_pattern"])
def test_a_reader_that_spins_is_stopped(function: str) -> None:
    begun = time.process_time()
    with pytest.raises(ReadingStoppedError, match="took more than 1 s of processor time"):
        read_apart(f"{READERS}:{function}", b"ab", limits=BRIEF)
    assert time.process_time() - begun < 0.3


@pytest.mark.usefixtures("kind")
def test_a_reader_that_waits_is_stopped() -> None:
    with pytest.raises(ReadingStoppedError, match=r"took more than 0\.5 s\. Try again when"):
        read_apart(f"{READERS}:sleep", b"", limits=Limits(seconds=0.5), seconds=60)


@ON_LINUX
@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("function", ["eat_memory", "eat_memory_in_one_go"])
def test_a_reader_that_eats_memory_is_stopped(function: str) -> None:
    with pytest.raises(ReadingStoppedError, match="took more than 240 MB of memory"):
        read_apart(f"{READERS}:{function}", b"")


@pytest.mark.usefixtures("kind")
def test_a_reader_that_returns_too_much_is_refused() -> None:
    with pytest.raises(ReadingStoppedError, match="What was read takes more than 30 MB"):
        read_apart(f"{READERS}:return_too_much", b"")


def test_a_worker_that_answers_without_end_is_stopped() -> None:
    with pytest.raises(ReadingStoppedError, match="What was read takes more than 1 MB"):
        read_apart(f"{READERS}:answer_without_end", b"", limits=Limits(result_bytes=1_000_000))


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("by", ["abort", "exit", "tgkill"])
def test_a_worker_that_ends_is_said_so_and_the_next_file_is_read(by: str) -> None:
    if by == "tgkill" and sys.platform != "linux":
        pytest.skip("a call of Linux")
    with pytest.raises(ReadingStoppedError, match="Reading it broke off, so it is probably damaged"):
        read_apart(f"{READERS}:end_itself", b"", by=by)
    assert read_apart(f"{READERS}:count_bytes", b"ab")["bytes"] == 2


@ON_LINUX
def test_a_parent_that_was_ended_is_started_again() -> None:
    read_apart(f"{READERS}:count_bytes", b"ab")
    parent = reading._PARENT._process  # noqa: SLF001 - what is ended
    assert parent is not None
    parent.kill()
    assert read_apart(f"{READERS}:count_bytes", b"ab")["bytes"] == 2


@ON_LINUX
def test_a_parent_that_is_ended_while_a_file_is_read_ends_the_reading_with_a_sentence() -> None:
    read_apart(f"{READERS}:count_bytes", b"ab")
    parent = reading._PARENT._process  # noqa: SLF001 - what is ended
    assert parent is not None
    timer = threading.Timer(0.5, parent.kill)
    timer.start()
    with pytest.raises(ReadingStoppedError, match="Reading it broke off"):
        read_apart(f"{READERS}:sleep", b"", seconds=3)
    timer.join()


@pytest.fixture
def calls() -> Iterator[tuple[str, list[object]]]:
    """Return an address where somebody listens, and who has called."""
    server = socket.create_server(("127.0.0.1", 0))
    heard: list[object] = []

    def listen() -> None:
        while True:
            try:
                caller, address = server.accept()
            except OSError:
                return
            heard.append(address)
            caller.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.getsockname()[1]}", heard
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("function", ["connect", "connect_by_address", "connect_beside_the_interpreter"])
def test_a_reader_cannot_call_an_address(function: str, calls: tuple[str, list[object]]) -> None:
    address, heard = calls
    if function == "connect_beside_the_interpreter" and sys.platform != "linux":
        pytest.skip("only the kernel can refuse this")
    with pytest.raises(ReaderFaultError, match="PermissionError"):
        read_apart(f"{READERS}:{function}", address.encode())
    host, _, port = address.partition(":")
    socket.create_connection((host, int(port))).close()
    time_out = time.monotonic() + 5
    while not heard and time.monotonic() < time_out:
        threading.Event().wait(0.01)
    assert len(heard) == 1


@pytest.mark.usefixtures("kind")
@pytest.mark.parametrize("function", ["run_program", "fork", "run_beside_the_interpreter"])
def test_a_reader_cannot_start_a_process(function: str) -> None:
    if function == "run_beside_the_interpreter" and sys.platform != "linux":
        pytest.skip("only the kernel can refuse this")
    with pytest.raises(ReaderFaultError, match="PermissionError"):
        read_apart(f"{READERS}:{function}", b"")


@pytest.mark.usefixtures("kind")
def test_a_reader_cannot_write_or_remove_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("kept", encoding="utf-8")
    for function in ("write", "write_beside_the_interpreter", "remove"):
        for path in (tmp_path / "new", kept):
            with pytest.raises(ReaderFaultError, match="PermissionError"):
                read_apart(f"{READERS}:{function}", b"x", path=str(path))
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert kept.read_text(encoding="utf-8") == "kept"


@pytest.mark.usefixtures("kind")
def test_a_reader_writes_into_its_own_folder_and_no_other_one(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "own-not"
    for folder in (own, other):
        folder.mkdir()
    read_apart(f"{READERS}:write_folder", b"x", folder=own, path=str(own / "a"))
    assert (own / "a").read_bytes() == b"x"
    for path in (other / "a", own / ".." / "own-not" / "a"):
        with pytest.raises(ReaderFaultError, match="PermissionError"):
            read_apart(f"{READERS}:write_folder", b"x", folder=own, path=str(path))
    assert not list(other.iterdir())


@ON_LINUX
def test_a_reader_writes_no_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(ReaderFaultError, match="OSError"):
        read_apart(
            f"{READERS}:write_folder",
            bytes(2_000_000),
            folder=tmp_path,
            limits=Limits(file_bytes=1_000_000),
            path=str(tmp_path / "a"),
        )
    assert (tmp_path / "a").stat().st_size <= 1_000_000


@ON_LINUX
@pytest.mark.usefixtures("kind")
def test_a_reader_sees_no_other_file_and_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("{{7*7}}", encoding="utf-8")
    with pytest.raises(ReaderFaultError, match="PermissionError"):
        read_apart(f"{READERS}:read_other", b"", path=str(tmp_path / "a"))
    with pytest.raises(ReaderFaultError, match="PermissionError"):
        read_apart(f"{READERS}:read_other", b"", path=f"/proc/{os.getpid()}/environ")
    monkeypatch.setenv("SEABRIEF_MARKER", "{{7*7}}")
    reading._PARENT.close()  # noqa: SLF001 - the next one has this environment
    assert "SEABRIEF_MARKER" not in read_apart(f"{READERS}:list_environment", b"")


@pytest.mark.usefixtures("kind")
def test_a_reader_is_stopped_when_nobody_wants_its_result_any_more() -> None:
    asked = []

    def is_wanted() -> bool:
        asked.append(time.monotonic())
        return len(asked) < 3

    with (
        stop_unless(is_wanted),
        pytest.raises(ReadingStoppedError, match="since nobody waits for it any more"),
    ):
        read_apart(f"{READERS}:sleep", b"", seconds=60)
    assert asked[-1] - asked[0] < 10


@ON_LINUX
def test_the_worker_of_a_reading_that_was_stopped_ends() -> None:
    with (
        stop_unless(lambda: False),
        pytest.raises(ReadingStoppedError),
    ):
        read_apart(f"{READERS}:sleep", b"", seconds=60)
    begun = time.monotonic()
    parent = reading._PARENT._process  # noqa: SLF001 - whose children are looked at
    assert parent is not None
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    while children.read_text(encoding="ascii") and time.monotonic() - begun < 10:
        threading.Event().wait(0.02)
    assert not children.read_text(encoding="ascii")


def test_files_are_read_one_after_another_while_other_threads_go_on() -> None:
    ended: list[float] = []

    def read() -> None:
        read_apart(f"{READERS}:sleep", b"", seconds=0.5)
        ended.append(time.monotonic())

    readers = [threading.Thread(target=read) for _ in range(2)]
    for one in readers:
        one.start()
    longest, last = 0.0, time.monotonic()
    while any(one.is_alive() for one in readers):
        threading.Event().wait(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert abs(ended[1] - ended[0]) >= 0.4
    assert longest < 0.4


@ON_LINUX
def test_what_a_file_cost_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=reading.__name__):
        read_apart(f"{READERS}:hold_memory", b"", megabytes=100)
    (record,) = caplog.records
    cost = record.cost  # type: ignore[attr-defined]
    assert 95e6 < cost.memory_bytes < 140e6
    assert 0 < cost.seconds < 5


@ON_LINUX
def test_a_parent_without_work_ends_by_itself_and_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "IDLE_SECONDS", 0.2)
    reading._PARENT.close()  # noqa: SLF001 - the next one has this patience
    first = read_apart(f"{READERS}:find_parent", b"")
    assert reading._PARENT._process is not None  # noqa: SLF001 - what ends
    assert reading._PARENT._process.wait(30) == 0  # noqa: SLF001 - as above
    assert read_apart(f"{READERS}:find_parent", b"") != first
    reading._PARENT.close()  # noqa: SLF001 - the next one has more


@ON_LINUX
def test_a_worker_that_cannot_start_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    reading._PARENT.close()  # noqa: SLF001 - the next one cannot start
    monkeypatch.setattr(reading.sys, "executable", "/bin/false")
    with pytest.raises(ReadingStoppedError, match=r"could not begin \((its process ended|Broken pipe)"):
        read_apart(f"{READERS}:count_bytes", b"a")
    monkeypatch.setattr(reading.sys, "executable", "/nowhere")
    with pytest.raises(ReadingStoppedError, match=r"could not begin \(No such file or directory\)"):
        read_apart(f"{READERS}:count_bytes", b"a")


@ON_LINUX
def test_parent_and_children_end_with_the_application() -> None:
    parent = read_apart(f"{READERS}:find_parent", b"")
    reader = threading.Thread(target=_read_in_vain)
    reader.start()
    threading.Event().wait(0.3)
    reading._PARENT.close()  # noqa: SLF001 - as at the end
    reader.join(10)
    assert not reader.is_alive()
    with pytest.raises(ProcessLookupError):
        os.kill(parent, 0)


def _read_in_vain() -> None:
    with pytest.raises(ReadingStoppedError):
        read_apart(f"{READERS}:sleep", b"", seconds=60)
