"""Page layout: style sheet, header, columns, escaped markup."""

import re
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.session.context import get_drawn_theme
from dashboard.theme import write_palettes, write_root_palette
from dashboard.webmap.bundle import FRONTEND

_STYLES = FRONTEND / "styles"


def show_html(markup: str) -> None:
    """Show markup whose every outside string has been escaped, in the colours of the theme."""
    st.html(f'<div class="sb-page sb-{get_drawn_theme()}">{markup}</div>')


def show_shell() -> None:
    """Put the style sheet of the pages in place; where another page embeds this one, the map stands alone."""
    files = ("page.css", "subjects.css", "compare.css", *(("embed.css",) if st.context.is_embedded else ()))
    style = "".join((_STYLES / file).read_text(encoding="utf-8") for file in files)
    st.html(f"<style>{write_root_palette(get_drawn_theme())}{write_palettes()}{style}</style>")


def mark_section(title: str) -> None:
    """Let the folded part of the navigation say which of its pages is open; none where the title is empty."""
    place = '[data-testid="stTopNavSection"]'
    here = f'{place} p::after{{content:" · {escape(title)}"}}'
    words = f"{here}{place}{{background:var(--sb-quote);font-weight:600}}"
    st.html(f"<style>{words if title else ''}</style>")


def show_header(title: str, *, kicker: str = "", lead: str = "") -> None:
    """Show the head of a page or of a panel: bar, small line, title, sentence; all of them plain text."""
    above = f'<p class="sb-kind">{escape(kicker)}</p>' if kicker else ""
    below = f"<p>{escape(lead)}</p>" if lead else ""
    show_html(f'<div class="sb-kicker"></div>{above}<h1>{escape(title)}</h1>{below}')


def split_page() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place of the map, and beside it that of the panel, which scrolls by itself."""
    left, right = st.columns([2.7, 1], gap="small")
    return left, right.container(key="panel", gap="xsmall")


MARKUP = frozenset("\\`*_{}[]()#+-.!|<>$~:^&")
"""Characters that may start markup in Streamlit's Markdown."""
REPLACED = re.compile(r"(?<=:)(?=\w)|(?<=[<~-])(?=[-=>])|(?<=>)(?==)")
"""Inside what Streamlit replaces even where it is escaped: `:icon:`, `->`, `--`, `>=` and the like."""
ZERO_WIDTH_SPACE = "\u200b"


def escape_markdown(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is."""
    parted = REPLACED.sub(ZERO_WIDTH_SPACE, text)
    return "".join(f"\\{letter}" if letter in MARKUP else letter for letter in parted)
