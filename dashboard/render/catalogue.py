"""Describe the layers of a pack for the browser: groups, badges, credits and what the legend needs."""

import calendar
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from dashboard.render.theme import DEPTHS_M, HATCH_PX, HATCHES, LAYER_STYLES, OWN
from dashboard.render.webnames import write_called
from dashboard.render.webscenes import describe_detours, describe_scenes
from dashboard.texts import ENGLISH, Texts
from geodata.datasets import read_manifest
from geodata.gazetteer import call_layer, read_gazetteer
from geodata.layer_data import BandData, LaneData
from geodata.layers import list_sources
from geodata.packs import Pack
from geodata.records import Layer
from geodata.sources import Source, read_data_sources

BASE_DATASETS = ("land-close", "depth", "borders", "labels")
Bounds = tuple[float, float, float, float]
WIDEST_DEG = 150
"""Width from which a layer is too large to be flown to beside smaller ones."""


def write_catalogue(
    pack: Pack,
    bounds: Mapping[str, Bounds],
    texts: Texts = ENGLISH,
    *,
    pictures: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Any]:
    """Return the layer catalogue as plain JSON values.

    Parameters
    ----------
    pack
        The pack.
    bounds
        West, south, east, north of each layer in degrees.
    texts
        Words of the interface.
    pictures
        Addresses of the pictures of the scenes, by scene id and theme.
    """
    gazetteer = read_gazetteer(pack)
    groups = dict.fromkeys(layer.group for layer in pack.layers)
    return {
        "groups": [
            {
                "title": getattr(texts, f"group_{group}"),
                "layers": [layer.id for layer in pack.layers if layer.group == group],
            }
            for group in groups
        ],
        "layers": {
            layer.id: {
                **write_called(partial(call_layer, pack, layer, gazetteer=gazetteer)),
                **describe_layer(layer, pack, bounds[layer.id], texts),
            }
            for layer in pack.layers
        },
        "detours": describe_detours(pack, texts),
        "scenes": describe_scenes(pack, pictures),
        "passages": {passage.id: _describe_passage(pack, passage.id, bounds) for passage in pack.passages},
        "depths": list(DEPTHS_M),
        "hatches": describe_hatches(),
        "base": [credit for dataset in BASE_DATASETS for credit in credit_dataset(dataset)],
        "asOf": f"{texts.as_of} {format_date(pack.brief.date)}",
        "texts": write_texts(texts),
    }


def list_lit(pack: Pack, passage_id: str | None) -> list[str]:
    """Return the layers that a passage lights up.

    These are what it names or implies. Of the illustrations of a class only those light up that the pack
    shows from the start; the others wait to be switched on, as does what merely helps to read the passage.
    """
    return [
        layer.id
        for layer in pack.layers
        for link in layer.links
        if link.passage == passage_id
        and link.kind != "context"
        and (layer.status == "brief" or layer.visible)
    ]


def frame_layers(layers: Iterable[str], bounds: Mapping[str, Bounds]) -> Bounds:
    """Return the box around layers: west, south, east, north in degrees.

    Layers that span half the world count only where there are no smaller ones.

    Raises
    ------
    ValueError
        There is no layer.
    """
    areas = [bounds[layer_id] for layer_id in layers]
    areas = [area for area in areas if area[2] - area[0] < WIDEST_DEG] or areas
    west, south, east, north = zip(*areas, strict=True)
    return min(west), min(south), max(east), max(north)


def frame_passage(pack: Pack, passage_id: str, bounds: Mapping[str, Bounds]) -> Bounds | None:
    """Return what to look at beside a passage: what its first scene shows, else the layers that it lights up.

    Layers alone would often make a poor picture: those of an alliance reach round the world. None where the
    passage lights up nothing.
    """
    lit = list_lit(pack, passage_id)
    if not lit:
        return None
    for scene in pack.scenes:
        if passage_id in scene.passages:
            return scene.camera.west, scene.camera.south, scene.camera.east, scene.camera.north
    return frame_layers(lit, bounds)


def _describe_passage(pack: Pack, passage_id: str, bounds: Mapping[str, Bounds]) -> dict[str, Any]:
    frame = frame_passage(pack, passage_id, bounds)
    fly = [[frame[1], frame[0]], [frame[3], frame[2]]] if frame else None
    return {"lit": list_lit(pack, passage_id), "fly": fly}


def describe_hatches() -> dict[str, Any]:
    """Return what the browser needs to fill areas with hatching: size of a tile, and lines by style key."""
    lines = {key: HATCHES[style.hatch] for key, style in LAYER_STYLES.items() if style.hatch}
    return {"size": HATCH_PX, "lines": lines}


def write_texts(texts: Texts = ENGLISH) -> dict[str, str]:
    """Return the words that the map component itself shows."""
    return {
        "layers": texts.layers,
        "hideLayers": texts.hide_layers,
        "live": texts.live_layers,
        "open": texts.open_layer,
        "map": texts.map,
        "depth": texts.depth,
        "legend": texts.legend,
        "search": texts.search_layers,
        "status": texts.status,
        "anyStatus": texts.any_status,
        "onMap": texts.on_map,
        "noLayers": texts.no_layers_found,
        "undo": texts.undo,
        "reset": texts.reset,
        "stamp": texts.stamp,
        "allSources": texts.all_sources,
        "fewerSources": texts.fewer_sources,
        "scenes": texts.scenes,
        "previousScene": texts.previous_scene,
        "nextScene": texts.next_scene,
        "returnToScene": texts.return_to_scene,
        "present": texts.present,
        "speakerWindow": texts.speaker_window,
        "speakerNotes": texts.speaker_notes,
        "blackScreen": texts.black_screen,
        "uncover": texts.uncover_screen,
        "screenIsBlank": texts.screen_is_blank,
        "windowBlocked": texts.window_blocked,
        "noFullScreen": texts.no_full_screen,
        "joining": texts.joining_window,
        "notes": texts.notes,
        "window": texts.window,
        "fullScreen": texts.full_screen,
        "restartClock": texts.restart_clock,
        "nextUp": texts.next_up,
        "lastScene": texts.last_scene,
    }


def label_status(layer: Layer, texts: Texts = ENGLISH) -> str:
    """Return the badge of a layer's status; a notional lane is an illustrative route."""
    if layer.style in OWN:
        return texts.own_status
    if layer.status == "notional" and isinstance(layer.data, LaneData):
        return texts.notional_lane
    return {"brief": texts.in_brief, "notional": texts.notional, "context": texts.context}[layer.status]


def _shorten_status(layer: Layer, texts: Texts) -> str:
    if layer.style in OWN:
        return texts.own_badge
    short = {"brief": texts.in_brief_short, "context": texts.context_short}
    return short.get(layer.status, label_status(layer, texts))


def format_date(date: str) -> str:
    """Return a year, month or day of ISO 8601 as a reader writes it, such as `October 2013`."""
    year, *rest = date.split("-")
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    month = [calendar.month_name[int(rest[0])]] if rest else []
    return " ".join([*day, *month, year])


def describe_layer(layer: Layer, pack: Pack, bounds: Bounds, texts: Texts = ENGLISH) -> dict[str, Any]:
    """Return what the browser shows of a layer beside its names, as plain JSON values."""
    west, south, east, north = bounds
    return {
        "status": layer.status,
        "badge": _shorten_status(layer, texts),
        "statusText": label_status(layer, texts),
        "style": layer.style,
        "mark": LAYER_STYLES[layer.style].mark,
        "passages": [link.passage for link in layer.links],
        "bounds": [[south, west], [north, east]],
        "stamp": isinstance(layer.data, BandData),
        "credits": [credit_source(source) for source in list_sources(pack, layer)],
    }


def credit_dataset(dataset: str) -> list[str]:
    """Return how a source line cites what a data set was built from."""
    sources = read_data_sources()
    return [credit_source(sources[source_id]) for source_id in read_manifest()[dataset].sources]


def credit_source(source: Source) -> str:
    """Return how a source line cites a source in a few words."""
    if source.short:
        return source.short
    return f"{source.publisher}, {source.year}" if source.year != "n.d." else source.publisher
