"""Show the map as a sentence and a table, for readers who do not see it."""

from collections.abc import Collection
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.cartography.bounds import Bounds
from dashboard.components.layout import show_html
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.session.context import PageContext
from dashboard.webmap.live_layers import LiveLayer
from dashboard.webmap.pack_index import FeatureIndex, LayerIndex
from dashboard.wording.formats import label_status
from dashboard.wording.positions import tell_position
from geodata.geometry.geodesy import Position
from geodata.institutions.events import GROUP
from geodata.institutions.memberships import has_begun
from geodata.records.layers import Layer, MembershipData

IN_WORDS = "in_words"
"""Key of the switch that asks for it."""
SMALL_DEG = 0.5
"""Extent below which the middle of a thing says where it is."""


@dataclass(frozen=True)
class Told:
    """What the alternative tells of a layer."""

    title: str
    """Its title by the naming policy."""
    status: str
    """Label of its status."""
    passages: tuple[str, ...]
    """Ids of the passages that name it."""
    features: tuple[tuple[str, str], ...]
    """Name and place of each of its features."""


def show_alternative(
    context: PageContext,
    *,
    layers: Collection[str] | None = None,
    live: Collection[LiveLayer] = (),
    until: str = "",
) -> None:
    """Show, on demand, a map as a sentence and a table with a row for each feature.

    Parameters
    ----------
    context
        What the page works with.
    layers
        Ids of the layers of the pack that are on the map; those of the context where None.
    live
        Layers that were computed for the viewer, which stand first.
    until
        Year, month or day whose end the map shows; everything where empty.
    """
    texts = context.texts
    with st.container(key="alternative"):
        if not st.toggle(texts.map_in_words, key=IN_WORDS, help=texts.map_in_words_hint):
            return
        index = context.index.layers
        shown = context.list_shown() if layers is None else layers
        told = [
            *(describe_live_layer(context, layer) for layer in live),
            *(
                describe_layer(context, layer, index[layer.id], until)
                for layer in context.pack.layers
                if layer.id in shown
            ),
        ]
        show_html(format_sentence(told) + format_table(told))


def describe_layer(context: PageContext, layer: Layer, indexed: LayerIndex, until: str = "") -> Told:
    """Return what is told of a layer of the pack, with what had begun by a date."""
    features = tuple(
        (_name(context, layer, key), _format_place(one.bounds))
        for key, one in indexed.features.items()
        if has_begun(_read_start(layer, one), until)
    )
    passages = tuple(link.passage for link in layer.links)
    title = context.name_layer(layer)
    return Told(title, label_status(layer), passages, features if indexed.features else ((title, ""),))


def describe_live_layer(context: PageContext, layer: LiveLayer) -> Told:
    """Return what is told of a layer that was computed for the viewer, which is one feature."""
    entry = layer.entry
    title = layer.call(context.names)
    (south, west), (north, east) = entry["bounds"]
    place = _format_place((west, south, east, north))
    return Told(title, entry["statusText"], tuple(entry["passages"]), ((title, place),))


def format_sentence(layers: Collection[Told]) -> str:
    """Return in a sentence which layers are on the map, by status."""
    texts = get_texts()
    if not layers:
        return f"<p>{escape(texts.empty_map)}</p>"
    titles: dict[str, list[str]] = {}
    for layer in layers:
        titles.setdefault(layer.status, []).append(layer.title)
    told = "; ".join(f"{status}: {', '.join(named)}" for status, named in titles.items())
    return f"<p>{escape(texts.map_shows.format(len(layers), layers=told))}</p>"


def format_table(layers: Collection[Told]) -> str:
    """Return a table of layers and their features, with status, place and passages."""
    texts = get_texts()
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(layer.title)}</td>"
        f"<td>{escape(layer.status)}</td><td>{escape(place)}</td>"
        f"<td>{escape(' '.join(layer.passages))}</td></tr>"
        for layer in layers
        for name, place in layer.features
    )
    columns = (
        texts.feature,
        texts.layer,
        texts.status,
        texts.place,
        texts.passages,
    )
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    return f'<table class="sb-alternative"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _name(context: PageContext, layer: Layer, key: str) -> str:
    return context.name_layer(layer) if key == layer.id else context.name_feature(f"{layer.id}.{key}")


def _read_start(layer: Layer, feature: FeatureIndex) -> str:
    """Return the date before which a map of the past does not show a member or an event; else empty."""
    if layer.get_data(MembershipData):
        return feature.properties.get("since") or ""
    return feature.properties["date"] if layer.group == GROUP else ""


def _format_place(bounds: Bounds) -> str:
    """Return where a small thing lies, or between which parallels and meridians a large one does."""
    west, south, east, north = bounds
    if max(east - west, north - south) < SMALL_DEG:
        lat, lon = (south + north) / 2, (west + east) / 2
        return tell_position(Position(lat, lon))
    rows = f"{_format_degrees(south, 'NS')} – {_format_degrees(north, 'NS')}"
    return f"{rows}, {_format_degrees(west, 'EW')} – {_format_degrees(east, 'EW')}"


def _format_degrees(value: float, ends: str) -> str:
    wrapped = value - 360 if value > 180 else value  # noqa: PLR2004 - half a circle
    end = get_texts().compass[ends[0] if wrapped >= 0 else ends[1]]
    return f"{format_number(abs(wrapped), '.1f')}° {end}"
