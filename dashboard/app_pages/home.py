"""Home: what this is, and the subjects of the brief as ways onto the map."""

from html import escape

import streamlit as st

from dashboard import cached, state
from dashboard.naming import rename
from dashboard.render.catalogue import format_date
from dashboard.shell import show_html, show_shell
from dashboard.texts import ENGLISH
from geodata.openings import Subject

EXPLORE = "dashboard/app_pages/explore.py"
BRIEFING = "dashboard/app_pages/briefing.py"
BRIEF = "dashboard/app_pages/brief.py"
COLUMNS = 2


def show_page() -> None:
    """Show the page."""
    show_shell()
    state.read_settings(cached.load_known())
    brief = cached.load_pack().brief
    with st.container(key="reader"):
        record = f"{brief.author} · {brief.series} · {format_date(brief.date)}"
        show_html(
            f'<div class="sb-kicker"></div><h1>{escape(brief.title)}</h1>'
            f'<p class="sb-subtitle">{escape(brief.subtitle)}</p><p>{escape(record)}</p>'
            f"<p>{ENGLISH.promise}</p>"
        )
        with st.container(horizontal=True):
            if cached.load_pack().scenes:
                label = f"**{ENGLISH.start_briefing}**"
                there = state.carry_settings()
                st.page_link(BRIEFING, label=label, icon=":material/slideshow:", query_params=there)
            settings = state.carry_settings()
            label = f"**{ENGLISH.explore_all}**"
            st.page_link(EXPLORE, label=label, icon=":material/map:", query_params=settings)
            label = f"**{ENGLISH.read_brief}**"
            st.page_link(BRIEF, label=label, icon=":material/menu_book:", query_params=settings)
        subjects = cached.load_pack().opening.subjects
        for first in range(0, len(subjects), COLUMNS):
            for cell, subject in zip(st.columns(COLUMNS), subjects[first : first + COLUMNS], strict=False):
                with cell, st.container(border=True):
                    _show_subject(subject)


def _show_subject(subject: Subject) -> None:
    show_html(f"<h3>{escape(rename(subject.title))}</h3><p>{escape(rename(subject.text))}</p>")
    there = state.carry_settings(**subject.link)
    page = BRIEFING if subject.scene else EXPLORE
    st.page_link(page, label=ENGLISH.show_on_map, icon=":material/map:", query_params=there)


show_page()
