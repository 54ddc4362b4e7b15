"""Fulfil the export request on standard input, in a process of its own.

`python -m dashboard.exports.worker FILE [WRITER]` reports JSON lines on standard error, such as
`{"progress": 0.4, "step": "..."}` and `{"notice": "..."}`; what else is written there is not for the viewer.
The writer is that of the format if none is named.
The exit code is 0 when the file is written.
"""

import json
import sys
from pathlib import Path

from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.request import ExportRequest
from dashboard.i18n.translator import use_language
from dashboard.packs import open_pack_path
from dashboard.termination import run_to_end
from geodata.errors import SeaBriefError
from geodata.packs.pack import read_pack

DONE, FAILED = 0, 2
"""Exit codes."""


def _fulfil() -> int:
    out, *writers = sys.argv[1:]
    request = ExportRequest.from_json(sys.stdin.buffer.read())
    with use_language(request.language) as translator:
        try:
            with open_pack_path(request.pack) as folder:
                notices = fulfil_request(request, read_pack(folder), Path(out), *writers, report=_report)
        except SeaBriefError as error:
            _send({"notice": translator.tell(error)})
            return FAILED
    for notice in notices:
        _send({"notice": notice})
    return DONE


def _report(step: str, share: float) -> None:
    _send({"progress": share, "step": step})


def _send(message: dict[str, object]) -> None:
    sys.stderr.write(f"{json.dumps(message)}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(run_to_end(_fulfil))
