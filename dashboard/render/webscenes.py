"""Describe the scenes of a briefing for the browser, and draw what their closures do to sea lanes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import geopandas
import pandas as pd

from dashboard.render.theme import LAYER_STYLES
from dashboard.render.webdata import draw_layer
from dashboard.render.webnames import write_called
from dashboard.texts import ENGLISH, Texts
from geodata.chokepoints import read_chokepoints
from geodata.gazetteer import read_gazetteer
from geodata.layers import find_layer
from geodata.names import NEUTRAL, Policy
from geodata.packs import Pack
from geodata.records import Scene
from geodata.scenes import find_detours
from geodata.units import to_nm

DETOUR_STYLE = "detour"


def name_detours(scene: Scene) -> str:
    """Return the id of the map layer with the detours of a scene; no layer of a pack can have it."""
    return f"closed_{scene.id}"


def describe_scenes(
    pack: Pack, pictures: Mapping[str, Mapping[str, str]] | None = None
) -> list[dict[str, Any]]:
    """Return what the browser needs to go from scene to scene, as plain JSON values."""
    gazetteer = read_gazetteer(pack)
    return [
        {
            "id": scene.id,
            **write_called(partial(gazetteer.rewrite, scene.title)),
            "takeaway": write_called(partial(gazetteer.rewrite, scene.takeaway)),
            "pictures": (pictures or {}).get(scene.id, {}),
            "layers": [*scene.layers, *([name_detours(scene)] if scene.closed else [])],
            "labels": _move_labels(scene),
            "fly": [[scene.camera.south, scene.camera.west], [scene.camera.north, scene.camera.east]],
        }
        for scene in pack.scenes
    ]


def _move_labels(scene: Scene) -> dict[str, dict[str, Any]]:
    """Return how names of features are moved by hand, by `layer.feature`, to another side of their marks."""
    return {
        key: {"dx": place.dx, "dy": place.dy, "anchor": place.anchor}
        for key, place in scene.labels.items()
        if "." in key and place.anchor
    }


def describe_detours(pack: Pack, texts: Texts = ENGLISH) -> dict[str, dict[str, Any]]:
    """Return catalogue entries of the detours, by the id of their map layer."""
    return {
        name_detours(scene): {
            **write_called(partial(_title_detours, scene, texts)),
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


def name_closed(scene: Scene, policy: Policy = NEUTRAL) -> str:
    """Return the names of the chokepoints that a scene closes, by a naming policy."""
    chokepoints = read_chokepoints()
    return ", ".join(chokepoints[closed].names.call(policy) for closed in scene.closed)


def _title_detours(scene: Scene, texts: Texts, policy: Policy) -> str:
    return texts.detours.format(closed=name_closed(scene, policy))


def draw_detours(pack: Pack, scene: Scene, texts: Texts = ENGLISH) -> geopandas.GeoDataFrame:
    """Return the web features of a scene's detours, as `draw_layer` does; no rows where no lane has one."""
    drawn = [
        draw_layer(
            geopandas.GeoDataFrame(
                [{"id": detour.layer, "role": "line", "name_en": title, "geometry": detour.line}],
                crs="EPSG:4326",
            ),
            layer.model_copy(update={"title": title, "style": DETOUR_STYLE}),
        )
        for detour in find_detours(pack, scene)
        if detour.line is not None and detour.extra_km is not None
        for layer in [find_layer(pack, detour.layer)]
        for title in [texts.longer.format(extra=f"{to_nm(detour.extra_km):,.0f}")]
    ]
    if not drawn:
        columns: dict[str, list[Any]] = {"id": [], "role": [], "name": [], "geometry": []}
        return geopandas.GeoDataFrame(columns, geometry="geometry", crs="EPSG:4326")
    return geopandas.GeoDataFrame(pd.concat(drawn, ignore_index=True), crs="EPSG:4326")
