"""Describe layers and scenes for the browser: groups, badges, credits, legend and camera."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

from dashboard.cartography.bounds import Bounds, find_passage_bounds, list_lit
from dashboard.cartography.rows import write_called
from dashboard.cartography.what_if import name_detours
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.messages import (
    Catalogue,
    DetourEntry,
    EventEntry,
    LayerDescription,
    MapTexts,
    MovedLabel,
    PassageEntry,
    RoomTexts,
    SceneEntry,
    StageTexts,
    TimeTexts,
)
from dashboard.theme import DEPTHS_M, DETOUR_STYLE, LAYER_STYLES, MOST_BODIES
from dashboard.wording.formats import (
    BASE_DATASETS,
    _shorten_status,
    credit_dataset,
    credit_source,
    format_date,
    label_status,
    name_closed,
    tell_unwritten,
)
from geodata.institutions.events import Event, list_events
from geodata.names import Policy
from geodata.packs.attribution import gather_sources, list_sources
from geodata.packs.completeness import is_later
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.records.scenes import Scene


def describe_scenes(pack: Pack, pictures: Mapping[str, Mapping[str, str]] | None = None) -> list[SceneEntry]:
    """Return what the browser needs to go from scene to scene."""
    gazetteer = read_gazetteer(pack)
    return [
        {
            "id": scene.id,
            **write_called(partial(gazetteer.rewrite, scene.title)),
            "takeaway": write_called(partial(gazetteer.rewrite, tell_unwritten(scene.takeaway))),
            "pictures": {**(pictures or {}).get(scene.id, {})},
            "layers": [*scene.layers, *([name_detours(scene)] if scene.closed else [])],
            "labels": _move_labels(scene),
            "fly": ((scene.camera.south, scene.camera.west), (scene.camera.north, scene.camera.east)),
        }
        for scene in pack.scenes
    ]


def describe_events(pack: Pack) -> list[EventEntry]:
    """Return what the browser needs to go from event to event, the earliest first."""
    return [
        {
            **write_called(event.names.call),
            "layer": event.layer,
            "id": event.id,
            "date": event.date,
            "told": format_date(event.date),
            "kind": _name_kind(event, pack),
        }
        for event in list_events(pack.layers, pack.tables)
    ]


def _name_kind(event: Event, pack: Pack) -> Literal["brief", "context", "later"]:
    if is_later(event.date, pack):
        return "later"
    return "brief" if event.status == "brief" else "context"


def _move_labels(scene: Scene) -> dict[str, MovedLabel]:
    """Return how names of features are moved by hand, by `layer.feature`, to another side of their marks."""
    return {
        key: {"dx": place.dx, "dy": place.dy, "anchor": place.anchor}
        for key, place in scene.labels.items()
        if "." in key and place.anchor
    }


def describe_detours(pack: Pack) -> dict[str, DetourEntry]:
    """Return catalogue entries of the detours, by the id of their map layer."""
    texts = get_texts()
    return {
        name_detours(scene): {
            **write_called(partial(_title_detours, scene)),
            "status": "notional",
            "badge": texts.group_what_if,
            "statusText": texts.what_if,
            "style": DETOUR_STYLE,
            "mark": LAYER_STYLES[DETOUR_STYLE].mark,
            "passages": [],
            "credits": [],
        }
        for scene in pack.scenes
        if scene.closed
    }


def _title_detours(scene: Scene, policy: Policy) -> str:
    texts = get_texts()
    return texts.detours.format(closed=name_closed(scene, policy))


def write_catalogue(
    pack: Pack, bounds: Mapping[str, Bounds], *, pictures: Mapping[str, Mapping[str, str]] | None = None
) -> Catalogue:
    """Return the layer catalogue.

    Parameters
    ----------
    pack
        The pack.
    bounds
        West, south, east, north of each layer in degrees.
    pictures
        Addresses of the pictures of the scenes, by scene id and theme.
    """
    texts = get_texts()
    gazetteer = read_gazetteer(pack)
    groups = dict.fromkeys(layer.group for layer in pack.layers)
    return {
        "groups": [
            {
                "title": texts.groups[group],
                "layers": [layer.id for layer in pack.layers if layer.group == group],
            }
            for group in groups
        ],
        "layers": {
            layer.id: {
                **write_called(partial(format_layer_name, pack, layer, gazetteer=gazetteer)),
                **describe_layer(layer, pack, bounds[layer.id]),
            }
            for layer in pack.layers
        },
        "detours": describe_detours(pack),
        "scenes": describe_scenes(pack, pictures),
        "events": describe_events(pack),
        "passages": {passage.id: _describe_passage(pack, passage.id, bounds) for passage in pack.passages},
        "mostBodies": MOST_BODIES,
        "depths": list(DEPTHS_M),
        "base": [credit for dataset in BASE_DATASETS for credit in credit_dataset(dataset)],
        "credits": [credit_source(source) for source in gather_sources(pack).values()],
        "asOf": texts.as_of_date.format(date=format_date(pack.brief.date)),
        "texts": write_texts(),
    }


def _describe_passage(pack: Pack, passage_id: str, bounds: Mapping[str, Bounds]) -> PassageEntry:
    frame = find_passage_bounds(pack, passage_id, bounds)
    fly = ((frame[1], frame[0]), (frame[3], frame[2])) if frame else None
    return {"lit": list_lit(pack, passage_id), "fly": fly}


def write_texts() -> MapTexts:
    """Return the words that the map component itself shows."""
    texts = get_texts()
    return {
        "layers": texts.layers,
        "hideLayers": texts.hide_layers,
        "live": texts.live_layers,
        "open": texts.open_layer,
        "notLoaded": texts.not_loaded,
        "baseMap": texts.unread_base_map,
        "tryAgain": texts.try_again,
        "away": texts.no_connection,
        "map": texts.map,
        "depth": texts.depth,
        "common": texts.in_several,
        "legend": texts.legend,
        "search": texts.search_layers,
        "status": texts.status,
        "anyStatus": texts.any_status,
        "onMap": texts.on_map,
        "noLayers": texts.no_layers_found,
        "undo": texts.undo,
        "reset": texts.reset,
        "stamp": texts.stamp,
        "unchecked": texts.unchecked_stamp,
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
        "language": get_translator().language,
        "north": texts.compass["N"],
        "east": texts.compass["E"],
        "south": texts.compass["S"],
        "west": texts.compass["W"],
        "kilometres": texts.bar_km,
        "nauticalMiles": texts.bar_nm,
        "zoomIn": texts.zoom_in,
        "zoomOut": texts.zoom_out,
        "readOut": texts.read_out,
        "nextNotation": texts.next_notation,
        "room": _write_room_texts(),
        "stage": _write_stage_texts(),
        "time": _write_time_texts(),
    }


def _write_room_texts() -> RoomTexts:
    texts = get_texts()
    return {
        "open": texts.room_open,
        "openHint": texts.room_open_hint,
        "opening": texts.room_opening,
        "code": texts.room_code,
        "link": texts.room_link,
        "picture": texts.room_picture,
        "copy": texts.copy_link,
        "followers": texts.room_followers,
        "hide": texts.room_hide,
        "end": texts.room_end,
        "failed": texts.room_failed,
        "full": texts.room_full,
        "private": texts.room_private,
        "over": texts.room_over,
        "cut": texts.room_cut,
        "joining": texts.follow_joining,
        "on": texts.follow_on,
        "around": texts.follow_around,
        "back": texts.follow_back,
        "ended": texts.follow_ended,
        "unknown": texts.follow_unknown,
        "often": texts.follow_often,
        "earlier": texts.follow_earlier,
        "later": texts.follow_later,
        "comeBack": texts.follow_come_back,
        "leave": texts.follow_stop,
    }


def _write_stage_texts() -> StageTexts:
    texts = get_texts()
    return {
        "open": texts.stage_open,
        "overview": texts.stage_overview,
        "close": texts.close,
        "play": texts.stage_play,
        "plays": texts.stage_plays,
        "stopped": texts.stage_stopped,
        "secondsAScene": texts.stage_seconds,
        "minutesPlanned": texts.stage_minutes,
        "goTo": texts.stage_go_to,
        "keysHead": texts.stage_keys,
        "keys": tuple((texts.stage_key_names[act], does) for act, does in texts.stage_acts.items()),
    }


def _write_time_texts() -> TimeTexts:
    texts = get_texts()
    return {
        "line": texts.time_line,
        "all": texts.time_all,
        "previous": texts.time_previous,
        "next": texts.time_next,
        "play": texts.time_play,
        "pause": texts.time_pause,
        "pace": texts.time_pace,
        "seconds": texts.time_seconds,
        "brief": texts.the_brief,
        "later": texts.after_brief,
    }


def describe_layer(layer: Layer, pack: Pack, bounds: Bounds) -> LayerDescription:
    """Return what the browser shows of a layer beside its names."""
    west, south, east, north = bounds
    return {
        "status": layer.status,
        "badge": _shorten_status(layer),
        "statusText": label_status(layer),
        "style": layer.style,
        "mark": LAYER_STYLES[layer.style].mark,
        "passages": [link.passage for link in layer.links],
        "bounds": ((south, west), (north, east)),
        "stamp": layer.data.stamped,
        "unchecked": layer.unchecked,
        "credits": [credit_source(source) for source in list_sources(pack, layer)],
    }
