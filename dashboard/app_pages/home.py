"""Home: what this is, and the four subjects as ways onto the map."""

from html import escape

import streamlit as st

from dashboard import cached, state
from dashboard.naming import rename
from dashboard.render.catalogue import format_date
from dashboard.shell import show_html, show_shell
from dashboard.texts import ENGLISH

EXPLORE = "dashboard/app_pages/explore.py"
BRIEFING = "dashboard/app_pages/briefing.py"
BRIEF = "dashboard/app_pages/brief.py"
SUBJECTS = (
    (ENGLISH.subject_seas, ENGLISH.subject_seas_text, {"passage": "D1"}),
    (ENGLISH.subject_islands, ENGLISH.subject_islands_text, {"feature": "senkaku-diaoyu"}),
    (ENGLISH.subject_lanes, ENGLISH.subject_lanes_text, {"passage": "I2"}),
    (ENGLISH.subject_bands, ENGLISH.subject_bands_text, {"feature": "band-medium-range"}),
)
"""Heading, text, and what Explore opens with."""


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
        for row in (SUBJECTS[:2], SUBJECTS[2:]):
            for cell, (heading, text, link) in zip(st.columns(2), row, strict=True):
                with cell, st.container(border=True):
                    show_html(f"<h3>{escape(rename(heading))}</h3><p>{escape(rename(text))}</p>")
                    there = state.carry_settings(**link)
                    st.page_link(
                        EXPLORE, label=ENGLISH.show_on_map, icon=":material/map:", query_params=there
                    )


show_page()
