"""Home: what this is, the subjects of the brief as pictures that open the map, and what can be taken away."""

from html import escape
from pathlib import Path

import streamlit as st

from dashboard import cached, state
from dashboard.naming import rename
from dashboard.render.catalogue import format_date
from dashboard.shell import get_theme, show_html, show_shell
from dashboard.texts import ENGLISH
from geodata.briefs import Brief
from geodata.openings import Subject
from geodata.packs import Pack

FOLDER = Path(__file__).parent
EXPLORE = FOLDER / "explore.py"
BRIEFING = FOLDER / "briefing.py"
BRIEF = FOLDER / "brief.py"
SOURCES = FOLDER / "sources.py"
EXPORT = FOLDER / "export.py"
QUESTIONS = (
    (("lanes",), "sea_lanes", ENGLISH.ask_lanes, "directions_boat"),
    (("bands",), "range_bands", ENGLISH.ask_bands, "radar"),
    (("islands", "features"), "islands", ENGLISH.ask_islands, "terrain"),
    (("actors", "events"), "institutions", ENGLISH.ask_institutions, "groups"),
)
"""Groups of layers of which the pack has one, the page that answers, the question, its icon."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    state.read_settings(cached.load_known())
    pack = cached.load_pack()
    with st.container(key="ledger"):
        show_html(_format_head(pack.brief))
        with st.container(horizontal=True, gap="small", key="ways"):
            if pack.scenes:
                _link(BRIEFING, ENGLISH.start_briefing, "slideshow")
            _link(EXPLORE, ENGLISH.explore_all, "map")
            _link(BRIEF, ENGLISH.read_brief, "menu_book")
        with st.container(horizontal=True, gap="medium", key="subjects"):
            for number, subject in enumerate(pack.opening.subjects):
                with st.container(key=f"subject-{number}", gap=None):
                    _show_subject(subject)
        _show_questions(pack)
        _show_uses()


def _format_head(brief: Brief) -> str:
    record = f"{brief.author} · {brief.series} · {format_date(brief.date)}"
    return (
        f'<div class="sb-kicker"></div><h1>{escape(brief.title)}</h1>'
        f'<p class="sb-subtitle">{escape(brief.subtitle)}</p><p>{escape(record)}</p>'
        f'<p class="sb-promise">{ENGLISH.promise}</p>'
    )


def _link(page: Path, label: str, icon: str) -> None:
    st.page_link(page, label=label, icon=f":material/{icon}:", query_params=state.carry_settings())


def _show_subject(subject: Subject) -> None:
    """Show a subject as a picture with a title and a sentence, all of which open it."""
    picture = cached.load_static().pictures.get(subject.picture or subject.scene, {}).get(get_theme())
    image = f'<img src="{escape(picture)}" alt="">' if picture else ""
    show_html(f"{image}<h2>{escape(rename(subject.title))}</h2><p>{escape(rename(subject.text))}</p>")
    there = state.carry_settings(**subject.link)
    page = BRIEFING if subject.scene else EXPLORE
    st.page_link(page, label=ENGLISH.show_on_map, icon=":material/map:", query_params=there)


def _show_questions(pack: Pack) -> None:
    """Show the questions that the pages of the subjects answer, of those that the pack has."""
    held = {layer.group for layer in pack.layers}
    asked = [question for question in QUESTIONS if held & set(question[0])]
    if asked:
        show_html(f'<h2 class="sb-section">{escape(ENGLISH.ask_map)}</h2>')
        with st.container(horizontal=True, gap="small", key="questions"):
            for _, page, label, icon in asked:
                _link(FOLDER / f"{page}.py", label, icon)


def _show_uses() -> None:
    uses = "".join(
        f"<div><h3>{escape(heading)}</h3><p>{escape(text)}</p></div>" for heading, text in ENGLISH.uses
    )
    show_html(f'<h2 class="sb-section">{escape(ENGLISH.take_away)}</h2><div class="sb-uses">{uses}</div>')
    with st.container(horizontal=True, gap="small"):
        _link(EXPORT, ENGLISH.export, "ios_share")
        _link(SOURCES, ENGLISH.sources, "fact_check")


show_page()
