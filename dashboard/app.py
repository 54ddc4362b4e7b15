"""Run the Streamlit application: navigation and the page that the address names."""

import time
from pathlib import Path

import streamlit as st

from dashboard.components import layout, settings
from dashboard.components.layout import escape_markdown
from dashboard.components.navigation import PAGE_FILES
from dashboard.i18n.texts import ENGLISH
from dashboard.session import active_pack, cache, store
from geodata.errors import SeaBriefError

ICON = Path(__file__).parent / "frontend" / "icon.svg"
POLL_S = 0.1
HOME = "home"
PAGES = {
    "": (
        (HOME, ENGLISH.home, ":material/home:"),
        ("briefing", ENGLISH.briefing, ":material/slideshow:"),
        ("explore", ENGLISH.explore, ":material/map:"),
        ("brief", ENGLISH.brief, ":material/menu_book:"),
        ("sources", ENGLISH.sources, ":material/fact_check:"),
        ("export", ENGLISH.export, ":material/ios_share:"),
    ),
    ENGLISH.subjects: (
        ("islands", ENGLISH.islands, ":material/terrain:"),
        ("sea-lanes", ENGLISH.sea_lanes, ":material/directions_boat:"),
        ("range-bands", ENGLISH.range_bands, ":material/radar:"),
        ("institutions", ENGLISH.institutions, ":material/groups:"),
    ),
}
"""Heading of the navigation -> its pages: file and address, title, icon; the first have no heading."""


def run() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title=ENGLISH.product, page_icon=str(ICON), layout="wide")
    page = st.navigation(
        {
            heading: [
                st.Page(
                    PAGE_FILES[name],
                    title=title,
                    icon=icon,
                    url_path=name,
                    default=name == HOME,
                )
                for name, title, icon in pages
            ]
            for heading, pages in PAGES.items()
        },
        position="top",
    )
    layout.mark_section(page.title if page.url_path in _list_addresses(ENGLISH.subjects) else "")
    try:
        _wait_for_files()
        settings.handle_upload()
        active_pack.read_link()
        bar = st.container(key="bar-place", horizontal=True, gap="small")
        page.run()
        with bar:
            settings.show_bar(settings.show_pack_setting)
    except SeaBriefError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
    if ignored := store.pop_ignored():
        notice = ENGLISH.ignored.format(names=", ".join(ignored))
        st.toast(notice, icon=":material/link_off:", duration="long")


def _list_addresses(heading: str) -> set[str]:
    return {name for name, _title, _icon in PAGES[heading]}


def _wait_for_files() -> None:
    preparation = cache.start_preparation()
    bar = st.empty()  # in every run, so that what follows keeps its place and is not drawn anew
    while not preparation.done:
        bar.progress(preparation.share, escape_markdown(f"{ENGLISH.preparing}: {preparation.step}"))
        time.sleep(POLL_S)
    bar.empty()
