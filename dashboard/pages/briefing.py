"""The Briefing page: the scenes of the brief in order."""

from functools import partial
from html import escape

import streamlit as st

from dashboard.components import feature_panel
from dashboard.components.follow import show_follow
from dashboard.components.layout import show_html, show_shell, split_page
from dashboard.components.map import PART, show_page_map
from dashboard.components.passages import format_passage, format_spread, load_paragraphs
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.session import actions, store
from dashboard.session.active_pack import get_active, write_ticket
from dashboard.session.context import PageContext, PageRules, get_context, open_page
from dashboard.webmap.catalogue import describe_scenes
from dashboard.wording.formats import name_closed, tell_unwritten
from dashboard.wording.wording import format_detour
from geodata.records.layers import BandData, LaneData, select_layers
from geodata.records.scenes import Scene
from geodata.scenes import find_detours, find_scene

SPEED_KN = 14
"""Speed at which a detour is told in days: a usual one of laden tankers; said beside the figure."""


RULES = PageRules(read_link=partial(store.read_selection, briefing=True), with_choice=True)


def show_page() -> None:
    """Show the page."""
    show_shell()
    if not get_active().pack.scenes:
        st.info(get_texts().no_scenes, icon=":material/slideshow:")
        return
    open_page(RULES)
    _show_scene()


@st.fragment(key=PART)
def _show_scene() -> None:
    joined, context = actions.pop_joined(), get_context(RULES)
    selection = context.selection
    if joined or selection.scene not in {scene.id for scene in context.pack.scenes}:
        st.rerun()  # the whole page, for the pack is another one
    if joined is False:
        st.toast(context.texts.pack_let_go, icon=":material/error:", duration="long")
    scene = find_scene(context.pack, selection.scene or "")
    stage, panel = split_page()
    with stage:
        _show_map(context, scene)
        with st.container(horizontal=True):
            if not store.find_room():  # the map of who follows does not tell what is on it
                show_save_view(context)
            show_follow()
        show_alternative(context)
    with panel:
        if selection.feature:
            feature_panel.show_feature(context, selection.feature)
        else:
            _show_words(context, scene)


def _show_map(context: PageContext, scene: Scene) -> None:
    described = next(entry for entry in describe_scenes(context.pack) if entry["id"] == scene.id)
    show_page_map(
        context,
        first=described["fly"],
        also=set(described["layers"]) - set(scene.layers),
        scene=scene.id,
        ticket=write_ticket(),
    )


def _show_words(context: PageContext, scene: Scene) -> None:
    texts = context.texts
    pack, paragraphs = context.pack, load_paragraphs(context)
    place = texts.scene_of.format(number=pack.scenes.index(scene) + 1, count=len(pack.scenes))
    passages = {passage.id: passage for passage in pack.passages}
    read = "".join(
        format_passage(context, passages[passage_id], paragraph=paragraphs.get(passage_id), level=2)
        for passage_id in scene.passages
    )
    show_html(
        f'<div class="sb-kicker"></div><p class="sb-kind">{escape(place)}</p>'
        f"<h1 class='sb-title'>{escape(context.rewrite_names(scene.title))}</h1>"
        f'<p class="sb-takeaway">{escape(context.rewrite_names(tell_unwritten(scene.takeaway)))}</p>'
        f"{_format_detours(context, scene)}"
        f"{_format_notes(context, scene)}"
        f"{read}{_format_shares(context, scene)}"
    )


def _format_notes(context: PageContext, scene: Scene) -> str:
    """Return the speaker's notes, which who follows a presenter is not sent."""
    if store.find_room():
        return ""
    notes = "".join(f"<p>{escape(context.rewrite_names(line))}</p>" for line in scene.notes.splitlines())
    heading = escape(context.texts.speaker_notes)
    return f'<div class="sb-notes"><h2 class="sb-subhead">{heading}</h2>{notes}</div>'


def _format_detours(context: PageContext, scene: Scene) -> str:
    texts = context.texts
    rows = "".join(
        f"<tr><th>{escape(context.name_feature(detour.layer))}</th>"
        f"<td>{escape(format_detour(detour))}</td></tr>"
        for detour in find_detours(context.pack, scene)
    )
    heading = f"{texts.what_if}: {texts.detours.format(closed=name_closed(scene, context.names))}"
    return f"<h2 class='sb-subhead'>{escape(heading)}</h2><table>{rows}</table>" if rows else ""


def _format_shares(context: PageContext, scene: Scene) -> str:
    """Return how much of each lane of the scene lies in each of its bands: a row a band, a column a lane."""
    texts = context.texts
    layers = [layer for layer in context.pack.layers if layer.id in scene.layers]
    lanes, bands = select_layers(layers, LaneData), select_layers(layers, BandData)
    if not lanes or not bands:
        return ""
    index = context.index.layers
    head = "".join(f"<th>{escape(context.name_layer(lane))}</th>" for lane in lanes)
    rows = "".join(
        f"<tr><th>{escape(context.name_layer(band))}</th>"
        + "".join(f"<td>{format_spread(index[lane.id].covers[band.id])}</td>" for lane in lanes)
        for band in bands
    )
    return (
        f"<h2 class='sb-subhead'>{escape(texts.covers_in_scene)}</h2>"
        f'<table class="sb-matrix"><tr><th>{escape(texts.band)}</th>{head}</tr>{rows}</table>'
        f"<p class='sb-kind'>{escape(texts.covers_hint)}</p>"
    )


show_page()
