"""Ask the kernel of Linux to deny this process sockets, other programs, and files outside some folders.

Two of its means, both without privileges and for good: a filter of system calls (seccomp(2)) and rules for
files and TCP ports (landlock(7)). They are asked through ctypes: the packages that wrap them are unkept, in
their first versions, or need libraries that are not on every host.
"""

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO = 0x7FFF0000, 0x00050000
LOAD, IF_EQUAL, IF_AT_LEAST, IF_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Instructions of the classic Berkeley packet filter: BPF_LD|BPF_W|BPF_ABS and so on."""
NUMBER_AT, ARCHITECTURE_AT, FIRST_ARGUMENT_AT = 0, 4, 16
"""Offsets in `struct seccomp_data`."""
CLONE_THREAD = 0x10000
X32 = 0x40000000
"""From this number on, system calls of x86-64 are those of the x32 interface."""

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""Machine -> `AUDIT_ARCH_...`."""
COMMON = (424, 425, 426, 427, 434, 437, 438)
"""System calls with the same number everywhere: of process descriptors, of io_uring, and openat2."""
DENIED = {
    "x86_64": (
        *(
            41,
            42,
            43,
            44,
            46,
            49,
            50,
            53,
            288,
        ),  # socket, connect, accept, sendto, sendmsg, bind, listen, pairs
        *(57, 58, 59, 322),  # fork, vfork, execve, execveat
        *(62, 101, 310, 311, 298, 321, 323),  # kill, ptrace, memory of others, perf, bpf, userfaultfd
        *(161, 165, 166, 272, 308, 248, 249, 250),  # chroot, mount, umount2, unshare, setns, keys
    ),
    "aarch64": (
        *(198, 203, 202, 206, 211, 200, 201, 199, 242),
        *(221, 281),
        *(129, 117, 270, 271, 241, 280, 282),
        *(51, 40, 39, 97, 268, 217, 218, 219),
    ),
}
"""Machine -> numbers of the system calls that are refused."""
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435
"""Refused as unknown, so that the C library falls back on `clone`, whose flags can be looked at."""

LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
VERSION_FLAG, PATH_BENEATH = 1, 1
READ = 1 << 2 | 1 << 3
"""Read files and list folders."""
WRITE = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8
"""Write files; remove and make folders and files."""
TRUNCATE = 1 << 14
RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Version of the interface -> all rights for files that it knows."""
TCP_SINCE, TCP = 4, 3
"""Version from which on ports are ruled as well; the rights to bind and to connect them."""


def end_with_parent() -> None:
    """Have this process killed when the one that started it ends."""
    if sys.platform == "linux":
        _open_libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def deny_system_calls() -> bool:
    """Refuse this process sockets, other processes and programs; return whether the kernel does."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        return False
    program = b"".join(_write_filter(machine))
    held = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    libc = _open_libc()
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(header), 0, 0) == 0)


def deny_files(readable: Sequence[Path], writable: Sequence[Path]) -> bool:
    """Refuse this process all files outside some folders, and TCP; return whether the kernel does."""
    libc = _open_libc()
    version = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), VERSION_FLAG)
    if version < 1:
        return False
    rights = RIGHTS[max(known for known in RIGHTS if known <= version)]
    attributes = struct.pack("QQ", rights, TCP if version >= TCP_SINCE else 0)
    size = ctypes.c_size_t(16 if version >= TCP_SINCE else 8)
    ruleset = libc.syscall(LANDLOCK_CREATE_RULESET, ctypes.c_char_p(attributes), size, 0)
    if ruleset < 0:
        return False
    try:
        for folder in readable:
            _allow(libc, ruleset, folder, READ & rights)
        for folder in writable:
            _allow(libc, ruleset, folder, (READ | WRITE | TRUNCATE) & rights)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _open_libc() -> Any:  # noqa: ANN401 - functions found by their names
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def _allow(libc: Any, ruleset: int, folder: Path, rights: int) -> None:  # noqa: ANN401 - as above
    try:
        opened = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not folder.is_dir():
            rights &= 1 << 1 | 1 << 2 | TRUNCATE
        rule = struct.pack("=Qi", rights, opened)
        libc.syscall(LANDLOCK_ADD_RULE, ruleset, PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(opened)


def _write_filter(machine: str) -> list[bytes]:
    """Return the filter: calls of another interface and those denied fail, all others are let through."""
    refused = SECCOMP_RET_ERRNO | errno.EPERM
    lines = [
        _instruct(LOAD, ARCHITECTURE_AT),
        _instruct(IF_EQUAL, ARCHITECTURES[machine], yes=1),
        _instruct(RETURN, refused),
        _instruct(LOAD, NUMBER_AT),
        _instruct(IF_AT_LEAST, X32, no=1),
        _instruct(RETURN, refused),
        _instruct(IF_EQUAL, CLONE3, no=1),
        _instruct(RETURN, SECCOMP_RET_ERRNO | errno.ENOSYS),
    ]
    for number in (*DENIED[machine], *COMMON):
        lines += [_instruct(IF_EQUAL, number, no=1), _instruct(RETURN, refused)]
    return [
        *lines,
        _instruct(IF_EQUAL, CLONE[machine], yes=1),
        _instruct(RETURN, SECCOMP_RET_ALLOW),
        _instruct(LOAD, FIRST_ARGUMENT_AT),
        _instruct(IF_ANY_BIT, CLONE_THREAD, yes=1),
        _instruct(RETURN, refused),
        _instruct(RETURN, SECCOMP_RET_ALLOW),
    ]


def _instruct(code: int, operand: int, *, yes: int = 0, no: int = 0) -> bytes:
    """Return an instruction; `yes` and `no` are how many follow that are passed over."""
    return struct.pack("HBBI", code, yes, no, operand)
