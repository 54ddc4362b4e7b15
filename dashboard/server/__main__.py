"""Run Streamlit so that a signal ends it as it ends a command: no failure, and temporary files removed.

`python -m dashboard.server SCRIPT [--server.port=PORT ...]` takes what `streamlit run` takes.
"""

import signal
import sys
from types import FrameType
from typing import NoReturn

from streamlit.web.cli import main as run_streamlit


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def main() -> None:
    """Serve until a signal comes; the server, which ends first, hands it on."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _end)
    run_streamlit(["run", *sys.argv[1:]], prog_name="streamlit")


if __name__ == "__main__":
    main()
