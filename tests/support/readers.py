"""Readers that misbehave: each is called in a confined process by the tests of it."""

import ctypes
import os
import re
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from geodata.errors import Message, PackError

AF_INET, SOCK_STREAM = 2, 1


def count_bytes(content: bytes, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever is given
    return {"bytes": len(content), "process": os.getpid(), "options": options}


def spin(content: bytes) -> NoReturn:
    while True:
        content = content[::-1]


def spin_in_a_pattern(content: bytes) -> bool:
    """Hold the interpreter in one call, in which no other thread of Python can run."""
    return re.fullmatch(rb"(a+)+c", b"a" * 60 + content) is None


def sleep(_content: bytes, *, seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


def eat_memory(_content: bytes) -> int:
    held = [bytes([number % 256]) * 10_000_000 for number in range(1000)]
    return len(held)


def eat_memory_in_one_go(_content: bytes) -> int:
    return len(bytearray(1_000_000_000))


def hold_memory(_content: bytes, *, megabytes: int) -> int:
    return len(b"x" * megabytes * 1_000_000)


def hold_memory_as_error(_content: bytes, *, megabytes: int) -> int:
    """Fill the memory bit by bit, and take its end for a fault of the file, as libraries do."""
    held: list[bytes] = []
    try:
        while len(held) < megabytes:
            held.append(b"x" * 1_000_000)
    except MemoryError as error:
        raise PackError("a", "", "", Message("It is damaged.")) from error
    return 1_000_000 * len(held)


def return_too_much(_content: bytes) -> bytes:
    return bytes(40_000_000)


def answer_without_end(_content: bytes) -> NoReturn:
    """Write to every connection of this process, as code that has taken it over could."""
    for number in range(3, 64):
        try:
            while True:
                os.write(number, bytes(100_000))
        except OSError:
            continue
    raise AssertionError


def connect(content: bytes) -> str:
    host, port = _read_address(content)
    with socket.create_connection((host, port), timeout=2):
        return "connected"


def connect_by_address(content: bytes) -> str:
    with socket.socket() as caller:
        caller.connect(_read_address(content))
        return "connected"


def connect_beside_the_interpreter(content: bytes) -> str:
    host, port = _read_address(content)
    libc = ctypes.CDLL(None, use_errno=True)
    caller = _check(libc.socket(AF_INET, SOCK_STREAM, 0))
    address = struct.pack("<H", AF_INET) + struct.pack(">H", port) + socket.inet_aton(host) + bytes(8)
    _check(libc.connect(caller, address, len(address)))
    return "connected"


def _read_address(content: bytes) -> tuple[str, int]:
    host, _, port = content.decode().partition(":")
    return host, int(port)


def _check(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def write(content: bytes, *, path: str) -> str:
    Path(path).write_bytes(content)
    return "written"


def write_folder(content: bytes, *, path: str, folder: str) -> str:
    assert Path(folder).is_dir()
    return write(content, path=path)


def write_beside_the_interpreter(_content: bytes, *, path: str) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return _check(libc.open(path.encode(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def remove(_content: bytes, *, path: str) -> None:
    if Path(path).exists():
        Path(path).unlink()
    else:
        Path(path).mkdir()


def read_other(_content: bytes, *, path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def list_environment(_content: bytes) -> list[str]:
    return list(os.environ)


def run_program(_content: bytes) -> int:
    return subprocess.run([sys.executable, "-c", ""], check=False).returncode


def fork(_content: bytes) -> int:
    return os.fork()


def run_beside_the_interpreter(_content: bytes) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return _check(libc.fork())


def end_itself(_content: bytes, *, by: str) -> None:
    if by == "abort":
        os.abort()
    if by == "exit":
        os._exit(3)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.raise_(9) if hasattr(libc, "raise_") else getattr(libc, "raise")(9)


def find_parent(_content: bytes) -> int:
    return os.getppid()


def complain(_content: bytes, *, name: str) -> NoReturn:
    raise PackError(
        name, Message("row {row}", row=3), "lat", Message("It has {size:,} degrees.", size=12_345)
    )


def stumble(_content: bytes, **_options: Any) -> int:  # noqa: ANN401 - whatever is given
    return int({}["nothing"])
