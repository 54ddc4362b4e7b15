"""Run the application: the list of pages, and the page that is open."""

import time
from pathlib import Path

import streamlit as st

from dashboard import cached, pack_choice, shelf, shell, state
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown
from geodata.errors import SeaBriefError

ICON = Path(__file__).parent / "mapview" / "icon.svg"
POLL_S = 0.1
FOLDER = Path(__file__).parent / "app_pages"
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
                    FOLDER / f"{name.replace('-', '_')}.py",
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
    shell.mark_section(page.title if page.url_path in _list_addresses(ENGLISH.subjects) else "")
    try:
        _wait_for_files()
        pack_choice.take_upload()
        shelf.read_link()
        bar = st.container(key="bar-place", horizontal=True, gap="small")
        page.run()
        with bar:
            shell.show_bar(pack_choice.show_setting)
    except SeaBriefError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
    if ignored := state.pop_ignored():
        notice = ENGLISH.ignored.format(names=", ".join(ignored))
        st.toast(notice, icon=":material/link_off:", duration="long")


def _list_addresses(heading: str) -> set[str]:
    return {name for name, _title, _icon in PAGES[heading]}


def _wait_for_files() -> None:
    preparation = cached.start_preparation()
    bar = st.empty()  # in every run, so that what follows keeps its place and is not drawn anew
    while not preparation.done:
        bar.progress(preparation.share, escape_markdown(f"{ENGLISH.preparing}: {preparation.step}"))
        time.sleep(POLL_S)
    bar.empty()
