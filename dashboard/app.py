"""Run the Streamlit application: navigation and the page that the address names."""

import time
from pathlib import Path

import streamlit as st

from dashboard.components import bringing_back, layout, settings, sign_in
from dashboard.components.layout import escape_markdown
from dashboard.components.navigation import HOME, PAGE_FILES, title_pages
from dashboard.components.share import show_share
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.server.settings import ServerSettings
from dashboard.session import active_pack, cache, language, store
from geodata.errors import SeaBriefError

ICON = Path(__file__).parent / "frontend" / "icon.svg"
POLL_S = 0.1
MAIN, SUBJECTS = "", "subjects"
"""Sections of the navigation; the main one has no heading."""
PAGES = {
    MAIN: {
        HOME: ":material/home:",
        "briefing": ":material/slideshow:",
        "explore": ":material/map:",
        "brief": ":material/menu_book:",
        "sources": ":material/fact_check:",
        "export": ":material/ios_share:",
        "compare": ":material/compare:",
        "new-brief": ":material/note_add:",
    },
    SUBJECTS: {
        "islands": ":material/terrain:",
        "sea-lanes": ":material/directions_boat:",
        "range-bands": ":material/radar:",
        "institutions": ":material/groups:",
    },
}
"""Section of the navigation -> its pages: file and address, icon."""


def run() -> None:
    """Show the page that the address names."""
    language.read_language()
    texts, titles = get_texts(), title_pages()
    st.set_page_config(page_title=texts.product, page_icon=str(ICON), layout="wide")
    guarded = ServerSettings.from_environment().sign_in
    if guarded and sign_in.is_missing():
        sign_in.show_sign_in()
        return
    page = st.navigation(
        {
            texts.subjects if section == SUBJECTS else "": [
                st.Page(
                    PAGE_FILES[name],
                    title=titles[name],
                    icon=icon,
                    url_path=name,
                    default=name == HOME,
                )
                for name, icon in pages.items()
            ]
            for section, pages in PAGES.items()
        },
        position="top",
    )
    layout.mark_section(page.title if page.url_path in PAGES[SUBJECTS] else "")
    try:
        _wait_for_files()
        settings.handle_upload()
        active_pack.read_link()
        bringing_back.take_back(page.url_path or HOME)
        bar = st.container(key="bar-place", horizontal=True, gap="small")
        kept = st.container(key="kept-place", gap=None)
        page.run()
        with bar:
            show_share()
            settings.show_bar(settings.show_pack_setting)
            if guarded:
                sign_in.show_sign_out()
        if not st.context.is_embedded:
            with kept:
                bringing_back.show_keeping()
    except SeaBriefError as error:
        st.error(escape_markdown(tell(error)), icon=":material/error:")
    if ignored := store.pop_ignored():
        notice = texts.ignored.format(names=", ".join(ignored))
        st.toast(notice, icon=":material/link_off:", duration="long")


def _wait_for_files() -> None:
    preparation = cache.start_preparation()
    bar = st.empty()  # in every run, so that what follows keeps its place and is not drawn anew
    while not preparation.done:
        bar.progress(preparation.share, escape_markdown(f"{get_texts().preparing}: {tell(preparation.step)}"))
        time.sleep(POLL_S)
    bar.empty()
