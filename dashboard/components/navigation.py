"""Files and titles of the pages by their addresses."""

from pathlib import Path

from dashboard.i18n.texts import get_texts

HOME = "home"
_PAGES = Path(__file__).parents[1] / "pages"
PAGE_FILES = {
    HOME: _PAGES / "home.py",
    "briefing": _PAGES / "briefing.py",
    "explore": _PAGES / "explore" / "page.py",
    "brief": _PAGES / "brief.py",
    "sources": _PAGES / "sources.py",
    "export": _PAGES / "export.py",
    "compare": _PAGES / "compare" / "page.py",
    "new-brief": _PAGES / "new_brief" / "page.py",
    "islands": _PAGES / "islands" / "page.py",
    "sea-lanes": _PAGES / "sea_lanes" / "page.py",
    "range-bands": _PAGES / "range_bands" / "page.py",
    "institutions": _PAGES / "institutions" / "page.py",
}
"""Address of a page -> its file, which Streamlit runs."""


def title_pages() -> dict[str, str]:
    """Return the titles of the pages by their addresses."""
    texts = get_texts()
    return {
        HOME: texts.home,
        "briefing": texts.briefing,
        "explore": texts.explore,
        "brief": texts.brief,
        "sources": texts.sources,
        "export": texts.export,
        "compare": texts.compare,
        "new-brief": texts.new_brief,
        "islands": texts.islands,
        "sea-lanes": texts.sea_lanes,
        "range-bands": texts.range_bands,
        "institutions": texts.institutions,
    }
