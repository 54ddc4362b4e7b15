"""The Islands page: names, areas, distances, administration and claims."""

import base64
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.cartography.bounds import CornerBounds
from dashboard.cartography.features import draw_layer
from dashboard.components import feature_panel
from dashboard.components.feature_panel import format_facts
from dashboard.components.layout import (
    escape_markdown,
    get_theme,
    show_header,
    show_html,
    show_shell,
    split_page,
)
from dashboard.components.map import show_page_map
from dashboard.components.passages import format_grounds, format_sources
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.pages.islands.tables import format_distances, format_places, format_why
from dashboard.session import actions, cache, map_events, naming, store
from dashboard.session.cache import BY_KEY
from dashboard.session.selection import Known, Selection
from dashboard.session.widgets import name_widget, read_widget
from dashboard.theme import PALETTES
from dashboard.webmap.thumbnails import draw_picture
from dashboard.wording.formats import format_date
from dashboard.wording.wording import tell_grounds
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.attribution import list_sources
from geodata.packs.pack import Pack
from geodata.records.layers import DistanceData, Layer, select_layers

GROUPS = ("islands", "features")
ROOM = 0.12
"""Room at each side of a group of islands, in its width."""
LOCATOR_DEG = 9
"""How far the locator reaches to each side."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    if not _list_layers():
        st.info(get_texts().no_islands, icon=":material/terrain:")
        return
    store.read_selection(_know(), page="islands")
    _show_islands()


@st.fragment
def _show_islands() -> None:
    selection = store.get_selection()
    chosen = selection.feature or _list_layers()[0].id
    layer_id, _, feature_id = chosen.partition(".")
    layer = find_layer(cache.load_pack(), layer_id)
    stage, panel = split_page()
    with stage:
        _show_map(selection, chosen)
        show_save_view(selection)
        show_alternative(_list_shown())
    with panel:
        if feature_id:
            feature_panel.show_feature(chosen)
        else:
            _show_layer(layer)
    if layer.table_files:
        show_html(f"<h2>{escape(naming.name_layer(layer))}</h2>{_format_table(layer)}")


def _list_layers() -> list[Layer]:
    """Return the layers with islands and other features, close-up first."""
    return [layer for group in GROUPS for layer in cache.load_pack().layers if layer.group == group]


def _know() -> Known:
    """Return what a link to the page may name; islands and named seas are on at the start."""
    known = cache.load_known()
    islands = {layer.id for layer in _list_layers()}
    seas = {layer.id for layer in cache.load_pack().layers if layer.group == "seas" and layer.visible}
    return replace(known, default_layers=frozenset(islands | seas))


def _list_shown() -> frozenset[str]:
    shown = store.get_selection().layers
    return _know().default_layers if shown is None else shown


def _show_map(selection: Selection, chosen: str) -> None:
    show_page_map(
        selection,
        layers=_list_shown(),
        first=_frame(chosen),
        on_view=lambda: store.adopt_view(_know(), map_events.get_view(), shown=_list_shown()),
        on_click=_take_click,
        folded=True,
    )


def _frame(chosen: str) -> CornerBounds:
    """Return the area around what is chosen, with room for the names beside it."""
    (south, west), (north, east) = actions.find_feature_bounds(chosen)
    room = ROOM * (east - west)
    return (south, west - room), (north, east + room)


def _take_click() -> None:
    known, clicked = _know(), map_events.get_clicked()
    store.adopt_view(known, clicked, shown=_list_shown())
    layer_id, _, feature_id = clicked["feature"].partition(".")
    if layer_id in {layer.id for layer in _list_layers()}:
        named = not feature_id or feature_id in known.features[layer_id]
        store.change_selection(known, feature=clicked["feature"] if named else layer_id)


def _choose() -> None:
    if chosen := read_widget("island-layer"):
        store.change_selection(_know(), feature=chosen, at=None)


def _show_layer(layer: Layer) -> None:
    texts = get_texts()
    show_header(texts.islands, lead=texts.islands_lead)
    st.pills(
        texts.show,
        [one.id for one in _list_layers()],
        format_func=lambda layer_id: escape_markdown(naming.name_feature(layer_id)),
        key=name_widget("island-layer", layer.id),
        on_change=_choose,
    )
    pack = cache.load_pack()
    picture = _draw_locator(pack, layer.id, get_theme())
    encoded = base64.b64encode(picture.encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{encoded}" alt="{escape(texts.locator)}">'
    later = f" · {texts.after_brief}" if layer.as_of > pack.brief.date else ""
    as_of = (
        f"<p class='sb-kind'>{texts.as_of_date.format(date=format_date(layer.as_of))}{later}</p>"
        if layer.as_of
        else ""
    )
    claims = format_facts(
        feature_panel.find_common_claims(cache.load_static().layers[layer.id]), pack.sources
    )
    show_html(
        f'<figure class="sb-locator">{image}</figure>'
        f"<p>{escape(naming.rewrite_names(layer.description))}</p>{claims}"
        f'<p class="sb-caveat">{escape(naming.rewrite_names(layer.caveat))}</p>{as_of}'
    )
    for one in select_layers(_list_layers(), DistanceData):
        distances = format_distances(load_layer(pack, one))
        show_html(f"<h2 class='sb-subhead'>{escape(naming.name_layer(one))}</h2>{distances}{format_why()}")
    told = format_grounds(tell_grounds(pack, layer))
    listed = format_sources(list_sources(pack, layer))
    show_html(f"<h2 class='sb-subhead'>{texts.sources}</h2>{told}{listed}")


def _format_table(layer: Layer) -> str:
    pack = cache.load_pack()
    rows = [row for file in layer.table_files for row in pack.tables[file]]
    return format_places(rows, pack)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=BY_KEY)
def _draw_locator(pack: Pack, layer_id: str, theme: str) -> str:
    """Return a small map of the sea around a layer, as SVG text."""
    layer = find_layer(pack, layer_id)
    drawn = draw_layer(load_layer(pack, layer), layer)
    west, south, east, north = drawn.total_bounds
    box = (west - LOCATOR_DEG, south - LOCATOR_DEG, east + LOCATOR_DEG, north + LOCATOR_DEG)
    return draw_picture(box, [(layer.style, drawn)], PALETTES[theme], title=layer.title)


show_page()
