"""The Briefing page: the scenes of the brief in order."""

from html import escape

import streamlit as st

from dashboard.components import feature_panel
from dashboard.components.layout import get_theme, show_html, show_shell, split_page
from dashboard.components.map import MapState, show_map
from dashboard.components.passages import format_passage, format_spread, load_paragraphs
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell
from dashboard.session import actions, active_pack, cache, naming, store
from dashboard.session.selection import Selection
from dashboard.webmap.catalogue import describe_scenes
from dashboard.wording.formats import name_closed
from geodata.records.layers import BandData, LaneData, select_layers
from geodata.records.scenes import Scene
from geodata.scenes import SceneDetour, find_detours, find_scene
from geodata.units import to_nm

SPEED_KN = 14
"""Speed at which a detour is told in days: a usual one of laden tankers; said beside the figure."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    if not cache.load_pack().scenes:
        st.info(get_texts().no_scenes, icon=":material/slideshow:")
        return
    store.read_selection(cache.load_known(), briefing=True)
    _show_scene()


@st.fragment
def _show_scene() -> None:
    joined, selection = actions.pop_joined(), store.get_selection()
    if joined or selection.scene not in {scene.id for scene in cache.load_pack().scenes}:
        st.rerun()  # the whole page, for the pack is another one
    if joined is False:
        st.toast(get_texts().pack_let_go, icon=":material/error:", duration="long")
    scene = find_scene(cache.load_pack(), selection.scene or "")
    stage, panel = split_page()
    with stage:
        _show_map(selection, scene)
        show_save_view(selection)
        show_alternative(actions.list_shown(selection))
    with panel:
        if selection.feature:
            feature_panel.show_feature(selection.feature)
        else:
            _show_words(scene)


def _show_map(selection: Selection, scene: Scene) -> None:
    index, camera = cache.load_static(), selection.at
    described = next(entry for entry in describe_scenes(cache.load_pack()) if entry["id"] == scene.id)
    show_map(
        MapState(
            revision=store.get_revision(),
            layers=actions.list_shown(selection) | (set(described["layers"]) - set(scene.layers)),
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else described["fly"],
            feature=selection.feature,
            theme=get_theme(),
            names=selection.names,
            scene=scene.id,
            ticket=active_pack.write_ticket(),
        ),
        bridge=index.bridge,
        catalogue=index.catalogue,
        on_view=actions.handle_view,
        on_click=actions.handle_click,
        on_step=actions.handle_scene,
    )


def _show_words(scene: Scene) -> None:
    texts = get_texts()
    pack, paragraphs = cache.load_pack(), load_paragraphs()
    place = texts.scene_of.format(number=pack.scenes.index(scene) + 1, count=len(pack.scenes))
    passages = {passage.id: passage for passage in pack.passages}
    read = "".join(
        format_passage(passages[passage_id], pack.brief, paragraph=paragraphs.get(passage_id), level=2)
        for passage_id in scene.passages
    )
    notes = "".join(f"<p>{escape(naming.rewrite_names(line))}</p>" for line in scene.notes.splitlines())
    show_html(
        f'<div class="sb-kicker"></div><p class="sb-kind">{escape(place)}</p>'
        f"<h1 class='sb-title'>{escape(naming.rewrite_names(scene.title))}</h1>"
        f'<p class="sb-takeaway">{escape(naming.rewrite_names(scene.takeaway))}</p>{_format_detours(scene)}'
        f'<div class="sb-notes"><h2 class="sb-subhead">{escape(texts.speaker_notes)}</h2>{notes}</div>'
        f"{read}{_format_shares(scene)}"
    )


def _format_detours(scene: Scene) -> str:
    texts = get_texts()
    pack = cache.load_pack()
    rows = "".join(
        f"<tr><th>{escape(naming.name_feature(detour.layer))}</th><td>{escape(_tell(detour))}</td></tr>"
        for detour in find_detours(pack, scene)
    )
    heading = f"{texts.what_if}: {texts.detours.format(closed=name_closed(scene, store.get_names()))}"
    return f"<h2 class='sb-subhead'>{escape(heading)}</h2><table>{rows}</table>" if rows else ""


def _tell(detour: SceneDetour) -> str:
    if detour.length_km is None or detour.extra_km is None:
        return tell(detour.reason)
    extra_nm = to_nm(detour.extra_km)
    return get_texts().detour.format(
        length=format_number(to_nm(detour.length_km), ",.0f"),
        usual=format_number(to_nm(detour.open_km), ",.0f"),
        extra=format_number(extra_nm, ",.0f"),
        days=format_number(extra_nm / SPEED_KN / 24, ".1f"),
        speed=SPEED_KN,
    )


def _format_shares(scene: Scene) -> str:
    """Return how much of each lane of the scene lies in each of its bands: a row a band, a column a lane."""
    texts = get_texts()
    layers = [layer for layer in cache.load_pack().layers if layer.id in scene.layers]
    lanes, bands = select_layers(layers, LaneData), select_layers(layers, BandData)
    if not lanes or not bands:
        return ""
    index = cache.load_static().layers
    head = "".join(f"<th>{escape(naming.name_layer(lane))}</th>" for lane in lanes)
    rows = "".join(
        f"<tr><th>{escape(naming.name_layer(band))}</th>"
        + "".join(f"<td>{format_spread(index[lane.id].covers[band.id])}</td>" for lane in lanes)
        for band in bands
    )
    return (
        f"<h2 class='sb-subhead'>{escape(texts.covers_in_scene)}</h2>"
        f'<table class="sb-matrix"><tr><th>{escape(texts.band)}</th>{head}</tr>{rows}</table>'
        f"<p class='sb-kind'>{escape(texts.covers_hint)}</p>"
    )


show_page()
