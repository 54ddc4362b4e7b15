"""Files of the pages by their addresses."""

from pathlib import Path

_PAGES = Path(__file__).parents[1] / "pages"
PAGE_FILES = {
    "home": _PAGES / "home.py",
    "briefing": _PAGES / "briefing.py",
    "explore": _PAGES / "explore" / "page.py",
    "brief": _PAGES / "brief.py",
    "sources": _PAGES / "sources.py",
    "export": _PAGES / "export.py",
    "new-brief": _PAGES / "new_brief" / "page.py",
    "islands": _PAGES / "islands" / "page.py",
    "sea-lanes": _PAGES / "sea_lanes" / "page.py",
    "range-bands": _PAGES / "range_bands" / "page.py",
    "institutions": _PAGES / "institutions" / "page.py",
}
"""Address of a page -> its file, which Streamlit runs."""
