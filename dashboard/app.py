"""Run the application: the list of pages, and the page that is open."""

import time
from pathlib import Path

import streamlit as st

from dashboard import cached, naming, state
from dashboard.texts import ENGLISH
from geodata.errors import SeaBriefError

ICON = Path(__file__).parent / "mapview" / "icon.svg"
POLL_S = 0.1
PAGES = (
    ("dashboard/app_pages/home.py", ENGLISH.home, ":material/home:"),
    ("dashboard/app_pages/briefing.py", ENGLISH.briefing, ":material/slideshow:"),
    ("dashboard/app_pages/explore.py", ENGLISH.explore, ":material/map:"),
    ("dashboard/app_pages/brief.py", ENGLISH.brief, ":material/menu_book:"),
    ("dashboard/app_pages/sources.py", ENGLISH.sources, ":material/fact_check:"),
)


def run() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title=ENGLISH.product, page_icon=str(ICON), layout="wide")
    page = st.navigation(
        [st.Page(path, title=title, icon=icon, default=path == PAGES[0][0]) for path, title, icon in PAGES],
        position="top",
    )
    try:
        _wait_for_files()
        settings = st.container(key="settings")
        page.run()
        with settings, st.popover(ENGLISH.settings, icon=":material/settings:"):
            naming.show_setting()
    except SeaBriefError as error:
        st.error(str(error), icon=":material/error:")
    if ignored := state.pop_ignored():
        st.toast(ENGLISH.ignored.format(names=", ".join(ignored)), icon=":material/link_off:")


def _wait_for_files() -> None:
    preparation = cached.start_preparation()
    bar = st.empty()  # in every run, so that what follows keeps its place and is not drawn anew
    while not preparation.done:
        bar.progress(preparation.share, f"{ENGLISH.preparing}: {preparation.step}")
        time.sleep(POLL_S)
    bar.empty()
