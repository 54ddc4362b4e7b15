"""Streamlit's settings, as it reads them from beside the script."""

import subprocess
import sys
import tomllib

from dashboard.installation import ROOT

READ = """
import gc
from streamlit import config
names = "server.fileWatcherType", "runner.postScriptGC"
print(*map(config.get_option, names), gc.isenabled())
"""


def test_no_session_watches_files_or_collects_garbage_after_each_run_but_python_does_by_itself() -> None:
    command = [sys.executable, "-c", READ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.split() == ["none", "False", "True"]


def test_streamlit_knows_every_setting() -> None:
    from streamlit import config  # noqa: PLC0415 - only here

    given = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    known = config.get_config_options()
    for section in given.keys() - {"theme"}:
        for name, value in given[section].items():
            assert isinstance(value, known[f"{section}.{name}"].type)
