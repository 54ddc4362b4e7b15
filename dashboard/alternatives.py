"""Put what a map shows into words and a table, for those who do not see it."""

from collections.abc import Collection
from html import escape

import streamlit as st

from dashboard import cached, naming
from dashboard.drawing import FeatureIndex, LayerIndex
from dashboard.render.catalogue import label_status
from dashboard.shell import show_html
from dashboard.texts import ENGLISH
from geodata.records import Layer

SMALL_DEG = 0.5
"""Extent below which the middle of a thing says where it is."""


def show_alternative(shown: Collection[str]) -> None:
    """Show, on demand, the map with these layers as a sentence and a table with a row for each feature."""
    with st.container(key="alternative"):
        if not st.toggle(ENGLISH.map_in_words, key="in_words", help=ENGLISH.map_in_words_hint):
            return
        layers = [layer for layer in cached.load_pack().layers if layer.id in shown]
        show_html(format_sentence(layers) + format_table(layers))


def format_sentence(layers: Collection[Layer]) -> str:
    """Return in a sentence which layers are on the map, by status."""
    if not layers:
        return f"<p>{escape(ENGLISH.empty_map)}</p>"
    titles: dict[str, list[str]] = {}
    for layer in layers:
        titles.setdefault(label_status(layer), []).append(naming.call(layer))
    told = "; ".join(f"{status}: {', '.join(named)}" for status, named in titles.items())
    return f"<p>{escape(ENGLISH.map_shows.format(count=len(layers), layers=told))}</p>"


def format_table(layers: Collection[Layer]) -> str:
    """Return a table of layers and their features, with status, place and passages."""
    index = cached.load_static().layers
    rows = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(naming.call(layer))}</td>"
        f"<td>{escape(label_status(layer))}</td><td>{escape(place)}</td>"
        f"<td>{escape(' '.join(link.passage for link in layer.links))}</td></tr>"
        for layer in layers
        for name, place in _list_features(layer, index[layer.id])
    )
    columns = (ENGLISH.feature, ENGLISH.layer, ENGLISH.status, ENGLISH.place, ENGLISH.passages)
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    return f'<table class="sb-alternative"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _list_features(layer: Layer, indexed: LayerIndex) -> list[tuple[str, str]]:
    if not indexed.features:
        return [(naming.call(layer), "")]
    return [(_name(layer, key), _format_place(feature)) for key, feature in indexed.features.items()]


def _name(layer: Layer, key: str) -> str:
    return naming.call(layer) if key == layer.id else naming.call_key(f"{layer.id}.{key}")


def _format_place(feature: FeatureIndex) -> str:
    """Return where a small thing lies, or between which parallels and meridians a large one does."""
    west, south, east, north = feature.bounds
    if max(east - west, north - south) < SMALL_DEG:
        lat, lon = (south + north) / 2, (west + east) / 2
        return f"{_format_degrees(lat, 'NS', 2)}, {_format_degrees(lon, 'EW', 2)}"
    rows = f"{_format_degrees(south, 'NS')} – {_format_degrees(north, 'NS')}"
    return f"{rows}, {_format_degrees(west, 'EW')} – {_format_degrees(east, 'EW')}"


def _format_degrees(value: float, ends: str, decimals: int = 1) -> str:
    wrapped = value - 360 if value > 180 else value  # noqa: PLR2004 - half a circle
    return f"{abs(wrapped):.{decimals}f}° {ends[0] if wrapped >= 0 else ends[1]}"
