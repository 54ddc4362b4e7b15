"""Run Debian's nginx with the settings that come with SeaBrief, before servers on this machine."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from servers import find_free_port, run_server

SETTINGS = Path(__file__).parents[2] / "deploy" / "nginx.conf"
FAILURES = "max_fails=1 fail_timeout=5s"


def find_nginx() -> str | None:
    """Return the program, which lies where only administrators look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def write_settings(folder: Path, port: int, servers: Sequence[int]) -> Path:
    """Write the settings for a folder instead of `/tmp`, and for ports of this machine; return the file."""
    named = "\n".join(f"        server 127.0.0.1:{server} {FAILURES};" for server in servers)
    settings = SETTINGS.read_text(encoding="utf-8").replace("/tmp/", f"{folder}/")  # noqa: S108 - a text
    settings = settings.replace("listen 8080", f"listen 127.0.0.1:{port}")
    settings, count = re.subn(r" *server seabrief:8501 .*;", named, settings)
    if count != 1:
        raise ValueError(f"{SETTINGS}: the servers are not where they were")
    file = folder / "nginx.conf"
    file.write_text(settings, encoding="utf-8")
    return file


@contextmanager
def run_nginx(folder: Path, servers: Sequence[int]) -> Iterator[str]:
    """Run nginx before servers on ports of this machine; yield its address.

    Raises
    ------
    FileNotFoundError
        There is no nginx.
    """
    program = find_nginx()
    if program is None:
        raise FileNotFoundError("nginx: on Debian, apt-get install nginx-light")
    port = find_free_port()
    file = write_settings(folder, port, servers)
    run_as = "user root; " if os.geteuid() == 0 else ""  # else those at work may not write into the folder
    command = [program, "-p", str(folder), "-c", str(file), "-e", str(folder / "errors")]
    command += ["-g", f"{run_as}daemon off;"]
    with run_server(command, folder, port, cwd=folder, probe="_stcore/health") as (address, _):
        yield address
