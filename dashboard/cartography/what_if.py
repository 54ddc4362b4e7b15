"""Draw lanes with chokepoints closed: the usual lane, the detour, the ends and the closed gates."""

from collections.abc import Set as AbstractSet
from typing import Any

import geopandas
import pandas as pd
import shapely

from dashboard.cartography.features import draw_layer
from dashboard.i18n.texts import get_texts, make_texts
from dashboard.i18n.translator import SOURCE, format_number, load_translator
from dashboard.theme import DETOUR_STYLE
from dashboard.wording.formats import name_lane, name_place
from geodata.geometry.geodesy import Position
from geodata.layers.loading import find_layer
from geodata.names import NEUTRAL, OWN_FIELDS, Names, Policy
from geodata.packs.pack import Pack
from geodata.records.layers import LaneData, Layer, select_layers
from geodata.records.scenes import Scene
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import ASHORE_KM, Detour, Stops, find_closed_ends, measure_ashore
from geodata.routing.lanes import SeaLane
from geodata.routing.ports import Port
from geodata.scenes import find_detours
from geodata.units import to_nm


def name_detours(scene: Scene) -> str:
    """Return the id of the map layer with the detours of a scene; no layer of a pack can have it."""
    return f"closed_{scene.id}"


def draw_detours(pack: Pack, scene: Scene) -> geopandas.GeoDataFrame:
    """Return the web features of a scene's detours, as `draw_layer` does; no rows where no lane has one."""
    drawn = [
        draw_layer(
            geopandas.GeoDataFrame(
                [{"id": detour.layer, "role": "line", "geometry": detour.line, **names.columns}],
                crs="EPSG:4326",
            ),
            layer.model_copy(update={"title": names.en, "style": DETOUR_STYLE}),
        )
        for detour in find_detours(pack, scene)
        if detour.line is not None and detour.extra_km is not None
        for layer in [find_layer(pack, detour.layer)]
        for names in [_name_extra(detour.extra_km)]
    ]
    if not drawn:
        columns: dict[str, list[Any]] = {"id": [], "role": [], "name": [], "geometry": []}
        return geopandas.GeoDataFrame(columns, geometry="geometry", crs="EPSG:4326")
    return geopandas.GeoDataFrame(pd.concat(drawn, ignore_index=True), crs="EPSG:4326")


def _name_extra(extra_km: float) -> Names:
    """Return how much longer a detour is, in the words of all languages."""
    told = {
        language: make_texts(translator).longer.format(
            extra=translator.format_number(to_nm(extra_km), ",.0f")
        )
        for language in (SOURCE, *OWN_FIELDS)
        for translator in [load_translator(language)]
    }
    return Names(en=told[SOURCE], **{f"neutral_{language}": told[language] for language in OWN_FIELDS})


USUAL, LEFT, CLOSED, ENDS = "usual", "left", "closed", "ends"
"""Ids of the layers; on the map they are named by `live.name_live`."""


def draw_lanes(pack: Pack, stops: Stops, detour: Detour) -> list[tuple[str, geopandas.GeoDataFrame]]:
    """Return the usual lane and the one that is left as style and web features, for a picture."""
    lanes = ((detour.usual, "lane-before"), (detour.left, "detour"))
    return [
        (style, draw_layer(_frame_lane(lane, name_lane(stops)), make_lane_record(pack, USUAL, stops, style)))
        for lane, style in lanes
        if isinstance(lane, SeaLane)
    ]


def tell_far_ends(stops: Stops, lane: SeaLane, policy: Policy = NEUTRAL) -> list[str]:
    """Return a sentence for each end that lies far from the water where its lane begins or ends."""
    texts = get_texts()
    (lon, lat), *_, (last_lon, last_lat) = shapely.get_coordinates(lane.line)
    ashore_km = measure_ashore(stops[0], stops[-1], lane)
    ends = (
        (texts.far_start, stops[0], ashore_km[0], Position(lat, lon)),
        (texts.far_end, stops[-1], ashore_km[1], Position(last_lat, last_lon)),
    )
    return [
        told.format(
            place=name_place(place, policy), km=format_number(away_km, ",.0f"), water=name_place(water)
        )
        for told, place, away_km, water in ends
        if away_km > ASHORE_KM
    ]


def tell_closed_ends(stops: Stops, closed: AbstractSet[str], policy: Policy = NEUTRAL) -> list[str]:
    """Return a sentence for each end that lies at a closed gate."""
    chokepoints = read_chokepoints()
    return [
        get_texts().closed_end.format(
            place=name_place(place, policy), chokepoint=chokepoints[name].names.call(policy)
        )
        for place, name in find_closed_ends(stops, closed)
    ]


def make_lane_record(pack: Pack, layer_id: str, stops: Stops, style: str) -> Layer:
    """Return the record of a lane in question, with the passages that the lanes of the pack answer to."""
    lanes = select_layers(pack.layers, LaneData)
    ends = [place.id if isinstance(place, Port) else "place" for place in (stops[0], stops[-1])]
    return Layer(
        id=layer_id,
        title=name_lane(stops),
        group="lanes",
        status="notional",
        description=get_texts().question_lane,
        links=lanes[0].links if lanes else (),
        style=style,
        data=LaneData.model_validate({"kind": "lane", "from": ends[0], "to": ends[1]}),
    )


def _frame_lane(lane: SeaLane, name: str, *, silent: bool = False) -> geopandas.GeoDataFrame:
    row = {"id": USUAL, "role": "line", "name_en": name, "silent": silent, "geometry": lane.line}
    return geopandas.GeoDataFrame([row], crs="EPSG:4326")
