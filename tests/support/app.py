"""Run the pages without a browser."""

import json
import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.installation import ROOT
from dashboard.session import cache

ENTRY = ROOT / "streamlit_app.py"
EXPLORE, BRIEF = "dashboard/pages/explore/page.py", "dashboard/pages/brief.py"
FULL_TEXT = os.environ.get("SEABRIEF_TEXT", "")


def supply_text(path: Path | str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEABRIEF_TEXT", str(path))
    cache.load_paragraphs.clear()


def open_page(page: str = "", **params: str) -> AppTest:
    """Return a page that was opened by a link; where the served files are not ready, that takes a minute."""
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.run()
    if page:
        app.switch_page(page)
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
    assert not app.exception
    return app


def read_html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def read_map(app: AppTest) -> dict:
    told = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    [state] = [data for data in told if "revision" in data]
    return state


def read_link(app: AppTest) -> dict[str, str]:
    """Return the query parameters, which are lists as they were opened and texts once a page has set them."""
    return {name: value if isinstance(value, str) else value[-1] for name, value in app.query_params.items()}
