"""The Islands page: names, areas, distances, administration and claims."""

import base64
from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.cartography.bounds import CornerBounds
from dashboard.cartography.features import draw_layer
from dashboard.components import feature_panel
from dashboard.components.feature_panel import format_facts
from dashboard.components.layout import (
    escape_markdown,
    show_header,
    show_html,
    show_shell,
    split_page,
)
from dashboard.components.map import PART, show_page_map
from dashboard.components.passages import format_grounds, format_sources
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.pages.islands.tables import format_distances, format_places, format_why
from dashboard.session import store
from dashboard.session.active_pack import get_active
from dashboard.session.cache import BY_KEY
from dashboard.session.context import PageContext, PageRules, get_context, open_page
from dashboard.session.first_views import list_islands, list_islands_and_seas
from dashboard.session.widgets import name_widget, read_widget
from dashboard.theme import PALETTES
from dashboard.webmap.thumbnails import draw_picture
from dashboard.wording.formats import format_date
from dashboard.wording.wording import tell_grounds
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.attribution import list_sources
from geodata.packs.pack import Pack
from geodata.records.layers import DistanceData, Layer, select_layers

ROOM = 0.12
"""Room at each side of a group of islands, in its width."""
LOCATOR_DEG = 9
"""How far the locator reaches to each side."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    if not list_islands(get_active().pack):
        st.info(get_texts().no_islands, icon=":material/terrain:")
        return
    open_page(RULES)
    _show_islands()


@st.fragment(key=PART)
def _show_islands() -> None:
    context = get_context(RULES)
    chosen = context.selection.feature or list_islands(context.pack)[0].id
    layer_id, _, feature_id = chosen.partition(".")
    layer = context.find_layer(layer_id)
    stage, panel = split_page()
    with stage:
        show_page_map(context, first=_find_bounds(context, chosen), folded=True)
        show_save_view(context)
        show_alternative(context)
    with panel:
        if feature_id:
            feature_panel.show_feature(context, chosen)
        else:
            _show_layer(context, layer)
    if layer.table_files:
        show_html(f"<h2>{escape(context.name_layer(layer))}</h2>{_format_table(context, layer)}")


def _choose_island(context: PageContext, keys: Sequence[str]) -> None:
    """Select an island that was clicked, or its layer where that has no feature of this name."""
    key = keys[0]
    layer_id = key.partition(".")[0]
    if layer_id in {layer.id for layer in list_islands(context.pack)}:
        store.change_selection(context.known, feature=key if context.is_known(key) else layer_id)


RULES = PageRules(
    read_link=partial(store.read_selection, page="islands"),
    list_first_layers=list_islands_and_seas,
    choose=_choose_island,
)


def _find_bounds(context: PageContext, chosen: str) -> CornerBounds:
    """Return the area around what is chosen, with room for the names beside it."""
    (south, west), (north, east) = context.find_feature_bounds(chosen)
    room = ROOM * (east - west)
    return (south, west - room), (north, east + room)


def _choose() -> None:
    if chosen := read_widget("island-layer"):
        store.change_selection(get_context(RULES).known, feature=chosen, at=None)


def _show_layer(context: PageContext, layer: Layer) -> None:
    texts = context.texts
    show_header(texts.islands, lead=texts.islands_lead)
    st.pills(
        texts.show,
        [one.id for one in list_islands(context.pack)],
        format_func=lambda layer_id: escape_markdown(context.name_feature(layer_id)),
        key=name_widget("island-layer", layer.id),
        on_change=_choose,
    )
    pack = context.pack
    picture = _draw_locator(pack, layer.id, context.theme)
    encoded = base64.b64encode(picture.encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{encoded}" alt="{escape(texts.locator)}">'
    later = f" · {texts.after_brief}" if layer.as_of > pack.brief.date else ""
    as_of = (
        f"<p class='sb-kind'>{texts.as_of_date.format(date=format_date(layer.as_of))}{later}</p>"
        if layer.as_of
        else ""
    )
    claims = format_facts(context, feature_panel.find_common_claims(context.index.layers[layer.id]))
    show_html(
        f'<figure class="sb-locator">{image}</figure>'
        f"<p>{escape(context.rewrite_names(layer.description))}</p>{claims}"
        f'<p class="sb-caveat">{escape(context.rewrite_names(layer.caveat))}</p>{as_of}'
    )
    for one in select_layers(list_islands(context.pack), DistanceData):
        distances = format_distances(context, load_layer(pack, one))
        show_html(f"<h2 class='sb-subhead'>{escape(context.name_layer(one))}</h2>{distances}{format_why()}")
    told = format_grounds(tell_grounds(pack, layer))
    listed = format_sources(list_sources(pack, layer))
    show_html(f"<h2 class='sb-subhead'>{texts.sources}</h2>{told}{listed}")


def _format_table(context: PageContext, layer: Layer) -> str:
    pack = context.pack
    rows = [row for file in layer.table_files for row in pack.tables[file]]
    return format_places(context, rows)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=BY_KEY)
def _draw_locator(pack: Pack, layer_id: str, theme: str) -> str:
    """Return a small map of the sea around a layer, as SVG text."""
    layer = find_layer(pack, layer_id)
    drawn = draw_layer(load_layer(pack, layer), layer)
    west, south, east, north = drawn.total_bounds
    box = (west - LOCATOR_DEG, south - LOCATOR_DEG, east + LOCATOR_DEG, north + LOCATOR_DEG)
    return draw_picture(box, [(layer.style, drawn)], PALETTES[theme], title=layer.title)


show_page()
