"""Put up what all pages share: style sheet, header, places of map and panel, the bar of link and settings."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import naming, state
from dashboard.render.bundle import gather_modules, join_modules
from dashboard.render.scripts import MAPVIEW
from dashboard.render.theme import write_palettes, write_root_palette
from dashboard.selection import THEMES
from dashboard.texts import ENGLISH

_HERE = Path(__file__).parent
_CHOICE = "theme"


def _join_bar() -> str:
    """Return the script of the bar with the modules that it shares with the map."""
    folders = {"bar": _HERE}

    def read(name: str) -> str:
        return (folders.get(name, MAPVIEW) / f"{name}.js").read_text(encoding="utf-8")

    return f"{join_modules(gather_modules('bar', read))}export default module_bar.showBar;\n"


_bar = st.components.v2.component(
    "seabrief_bar",
    html=f'<button type="button" class="sb-bar-button">{ENGLISH.copy_link}</button>',
    js=_join_bar(),
    isolate_styles=False,
)


def get_theme() -> str:
    """Return `light` or `dark`, as the page is drawn."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_html(markup: str) -> None:
    """Show markup whose every outside string has been escaped, in the colours of the theme."""
    st.html(f'<div class="sb-page sb-{get_theme()}">{markup}</div>')


def show_shell() -> None:
    """Put the style sheet of the pages in place."""
    style = "".join((_HERE / file).read_text(encoding="utf-8") for file in ("page.css", "subjects.css"))
    st.html(f"<style>{write_root_palette(get_theme())}{write_palettes()}{style}</style>")


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


def show_bar(*settings: Callable[[], None]) -> None:
    """Show the buttons that every page has at its top: copy the link, settings.

    `settings` are shown first among the settings.
    """
    wanted = state.get_theme()
    _bar(
        key="bar",
        data={
            "copy": ENGLISH.copy_link,
            "copied": ENGLISH.link_copied,
            "byHand": ENGLISH.copy_by_hand,
            "theme": wanted,
            "drawn": st.context.theme.type,
            "look": f"sb-page sb-{get_theme()}",
        },
    )
    with st.popover(ENGLISH.settings, icon=":material/settings:"):
        for show in settings:
            show()
        naming.show_setting()
        _show_theme()


def _show_theme() -> None:
    st.session_state[_CHOICE] = state.get_theme()
    st.selectbox(
        ENGLISH.theme,
        (None, *THEMES),
        format_func=dict(zip((None, *THEMES), ENGLISH.themes, strict=True)).__getitem__,
        key=_CHOICE,
        on_change=lambda: state.choose_theme(st.session_state[_CHOICE]),
    )
