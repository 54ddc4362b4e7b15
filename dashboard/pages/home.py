"""The Home page: what this is, and the subjects of the brief."""

from html import escape

import streamlit as st

from dashboard.components.layout import show_html, show_shell
from dashboard.components.navigation import PAGE_FILES
from dashboard.components.passages import format_rendering
from dashboard.session.context import WITHOUT_MAP, PageContext, open_page
from dashboard.wording.formats import format_date
from dashboard.wording.wording import tell_title_rendering
from geodata.records.scenes import Subject

QUESTIONS = (
    (("lanes",), "sea-lanes", "directions_boat"),
    (("bands",), "range-bands", "radar"),
    (("islands", "features"), "islands", "terrain"),
    (("actors", "events"), "institutions", "groups"),
)
"""Groups of layers of which the pack has one, the page that answers a question on them, its icon."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(WITHOUT_MAP)
    pack, texts = context.pack, context.texts
    with st.container(key="ledger"):
        show_html(_format_head(context))
        with st.container(horizontal=True, gap="small", key="ways"):
            if pack.scenes:
                _link(context, "briefing", texts.start_briefing, "slideshow")
            _link(context, "explore", texts.explore_all, "map")
            _link(context, "brief", texts.read_brief, "menu_book")
        with st.container(horizontal=True, gap="medium", key="subjects"):
            for number, subject in enumerate(pack.opening.subjects):
                with st.container(key=f"subject-{number}", gap=None):
                    _show_subject(context, subject)
        _show_questions(context)
        _show_uses(context)


def _format_head(context: PageContext) -> str:
    brief = context.pack.brief
    record = f"{brief.author} · {brief.venue} · {format_date(brief.date)}"
    return (
        f'<div class="sb-kicker"></div><h1>{escape(brief.title)}</h1>'
        f'<p class="sb-subtitle">{escape(brief.subtitle)}</p>'
        f"{format_rendering(tell_title_rendering(brief))}<p>{escape(record)}</p>"
        f'<p class="sb-promise">{context.texts.promise}</p>'
    )


def _link(context: PageContext, page: str, label: str, icon: str) -> None:
    st.page_link(
        PAGE_FILES[page], label=label, icon=f":material/{icon}:", query_params=context.carry_settings()
    )


def _show_subject(context: PageContext, subject: Subject) -> None:
    """Show a subject as a picture with a title and a sentence, all of which open it."""
    picture = context.index.pictures.get(subject.picture or subject.scene, {}).get(context.theme)
    image = f'<img src="{escape(picture)}" alt="">' if picture else ""
    show_html(
        f"{image}<h2>{escape(context.rewrite_names(subject.title))}</h2><p>{escape(context.rewrite_names(subject.text))}</p>"
    )
    there = context.carry_settings(**subject.link)
    page = PAGE_FILES["briefing" if subject.scene else "explore"]
    st.page_link(page, label=context.texts.show_on_map, icon=":material/map:", query_params=there)


def _show_questions(context: PageContext) -> None:
    """Show the questions that the pages of the subjects answer, of those that the pack has."""
    pack, texts = context.pack, context.texts
    held = {layer.group for layer in pack.layers}
    asked = [question for question in QUESTIONS if held & set(question[0])]
    if asked:
        show_html(f'<h2 class="sb-section">{escape(texts.ask_map)}</h2>')
        with st.container(horizontal=True, gap="small", key="questions"):
            for _, page, icon in asked:
                _link(context, page, texts.questions[page], icon)


def _show_uses(context: PageContext) -> None:
    texts = context.texts
    ways = (
        (texts.use_link, texts.use_link_hint),
        (texts.use_briefing, texts.use_briefing_hint),
        (texts.use_files, texts.use_files_hint),
        (texts.use_sources, texts.use_sources_hint),
    )
    uses = "".join(f"<div><h3>{escape(heading)}</h3><p>{escape(text)}</p></div>" for heading, text in ways)
    show_html(f'<h2 class="sb-section">{escape(texts.take_away)}</h2><div class="sb-uses">{uses}</div>')
    with st.container(horizontal=True, gap="small"):
        _link(context, "export", texts.export, "ios_share")
        _link(context, "sources", texts.sources, "fact_check")


show_page()
