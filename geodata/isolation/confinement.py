"""Confine this process for good: limits of time, memory and files; no network and no other programs.

What the system grants differs. On Linux the kernel holds all of it; elsewhere the interpreter refuses
sockets, programs and writing, and the limits are those that the system has.
"""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from geodata.isolation.kernel import deny_files, deny_system_calls

OPEN_FILES = 64
"""Most files that a confined process may have open."""
SYSTEM_FOLDERS = ("/usr", "/lib", "/lib64", "/etc", "/proc/self", "/sys/devices/system/cpu")
"""What libraries read: shared objects, time zones, the count of processors."""
SYSTEM_FILES = ("/dev/null", "/dev/urandom", "/dev/random", "/dev/zero")
FORBIDDEN = (
    *("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.kill"),
    *("os.startfile", "os.chown", "os.chmod", "os.link", "os.symlink", "pty.", "webbrowser.", "ftplib."),
    *(
        "http.client.",
        "urllib.",
        "smtplib.",
        "imaplib.",
        "poplib.",
        "nntplib.",
        "telnetlib.",
        "sys.addaudithook",
    ),
    *("sqlite3.enable_load_extension", "sqlite3.load_extension", "winreg.", "msvcrt.", "shutil.chown"),
)
"""How the names of the audit events of Python begin that are refused."""
CHANGING = frozenset(("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"))
"""Audit events that change files, which is refused outside the writable folder."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Limits:
    """What reading a file may cost; the process that waits for it needs a little more."""

    processor_seconds: int = 9
    """Processor time."""
    seconds: float = 60
    """Time by the clock on a busy machine."""
    memory_bytes: int = 240_000_000
    """Memory that it allocates; what libraries load from files while it is read comes on top."""
    result_bytes: int = 30_000_000
    """Size of the result."""
    file_bytes: int = 10_000_000
    """Size of a file that is written, where a folder can be written at all."""


def confine_process(limits: Limits, *, modules: Sequence[ModuleType], folder: Path | None = None) -> None:
    """Confine this process; it can do nothing about that afterwards.

    Parameters
    ----------
    limits
        What it may use from now on.
    modules
        Packages and modules whose files it may read, beside the interpreter, its packages and the system's.
    folder
        The only folder where it may write; nowhere if absent.
    """
    _limit_resources(limits, may_write=folder is not None)
    written = folder.resolve() if folder else None
    sys.addaudithook(_Guard(written))
    if sys.platform == "linux":
        deny_files(_list_readable(modules), [written] if written else [])
        deny_system_calls()


def _limit_resources(limits: Limits, *, may_write: bool) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    seconds = limits.processor_seconds + int(time.process_time())
    bounds = {
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (limits.file_bytes if may_write else 0,) * 2,
        resource.RLIMIT_NOFILE: (OPEN_FILES, OPEN_FILES),
    }
    if (held := read_data_bytes()) is not None:
        bounds[resource.RLIMIT_DATA] = (held + limits.memory_bytes,) * 2
    for kind, (soft, hard) in bounds.items():
        most = resource.getrlimit(kind)[1]
        fits = most == resource.RLIM_INFINITY or hard <= most
        resource.setrlimit(kind, (soft, hard) if fits else (min(soft, most), most))


def read_data_bytes() -> int | None:
    """Return what this process holds of the memory that `RLIMIT_DATA` counts; none where it is not known."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)


def _list_readable(modules: Sequence[ModuleType]) -> list[Path]:
    """Return the folders of the interpreter, of its packages and of some modules, and the system's."""
    own = {Path(path) for module in modules for path in module.__path__}
    beside = {path.parent for path in own}
    packages = {Path(path).resolve() for path in sys.path if path} - beside
    installed = {path for path in beside if path.name in {"site-packages", "dist-packages"}}
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    system = map(Path, (*SYSTEM_FOLDERS, *SYSTEM_FILES))
    return sorted({*own, *packages, *installed, *prefixes, *system})


class _Guard:
    """Refuses what a confined process asks of the interpreter."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = os.path.join(folder, "") if folder else None  # noqa: PTH118 - compared as text

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(f"{event} is not allowed here")
        if event == "open":
            path, _, flags = arguments
            writes = isinstance(flags, int) and flags & WRITING
            if writes and not isinstance(path, int) and not self._may_write(path):
                raise PermissionError(f"{event} for writing is not allowed here")
        elif event in CHANGING:
            paths = arguments[:2] if event == "os.rename" else arguments[:1]
            if not all(map(self._may_write, paths)):
                raise PermissionError(f"{event} is not allowed here")

    def _may_write(self, path: object) -> bool:
        if self._folder is None or not isinstance(path, str | bytes | os.PathLike):
            return False
        return os.path.realpath(os.fsdecode(path)).startswith(self._folder)
