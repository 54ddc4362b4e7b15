"""Draw the layers of a pack for the web map, and index what the pages show of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import geopandas
import pandas as pd
import shapely
from pydantic import BaseModel, ConfigDict
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.bounds import Bounds
from dashboard.cartography.features import draw_layer, open_frame
from dashboard.cartography.rows import read_names
from dashboard.cartography.what_if import draw_detours, name_detours
from dashboard.theme import DETOUR_STYLE
from geodata.datasets import read_dataset
from geodata.layers.loading import load_layer
from geodata.layers.range_bands import measure_covers
from geodata.names import NAME_COLUMNS, Names
from geodata.packs.pack import Pack
from geodata.range_bands.coverage import Spread
from geodata.records.layers import BandData, LaneData, Layer

ProgressCallback = Callable[[str, float], None]


class FeatureIndex(BaseModel):
    """What the pages say of a feature."""

    model_config = ConfigDict(frozen=True)

    names: Names
    """Its names."""
    bounds: Bounds
    """West, south, east, north in degrees, longitudes eastward from the map's west edge."""
    properties: Mapping[str, Any]
    """Figures and texts of its row, with `sources`."""


class LayerIndex(BaseModel):
    """What the pages say of a layer."""

    model_config = ConfigDict(frozen=True)

    bounds: Bounds
    """As for a feature."""
    features: Mapping[str, FeatureIndex]
    """Its features by id; one that is the layer itself has the layer's id."""
    covers: Mapping[str, Spread] = {}
    """Of a lane: its share inside each range band, from 0 to 1, by the band's layer id."""


@dataclass(frozen=True)
class MapLayer:
    """What the map draws of a layer, or of the detours of a scene."""

    id: str
    """Id of the layer record, or of the detours."""
    style: str
    """Key in `theme.LAYER_STYLES`."""
    frame: geopandas.GeoDataFrame
    """Web features, as `draw_layer` gives them."""


@dataclass(frozen=True)
class DrawnPack:
    """All layers of a pack as the map shows them."""

    layers: tuple[MapLayer, ...]
    """Those of the records in their order, then those of the detours."""
    indexes: Mapping[str, LayerIndex]
    """What the pages say of the layers, by id."""

    @property
    def bounds(self) -> dict[str, Bounds]:
        """Area of each layer of the records."""
        return {layer_id: index.bounds for layer_id, index in self.indexes.items()}


def draw_pack(pack: Pack, *, report: ProgressCallback = lambda _step, _share: None) -> DrawnPack:
    """Return all layers of a pack drawn for the web, and their index.

    Parameters
    ----------
    pack
        The pack.
    report
        Called with the title of what is being drawn and the share that is done.

    Raises
    ------
    SeaBriefError
        A layer cannot be made: no way by sea, no such data set or feature, or a style that does not fit.
    """
    drawn: list[MapLayer] = []
    indexes, lanes = {}, {}
    for number, layer in enumerate(pack.layers):
        report(layer.title, number / len(pack.layers))
        frame = load_layer(pack, layer)
        if layer.get_data(LaneData):
            lanes[layer.id] = frame.geometry.iloc[0]
        drawn.append(MapLayer(layer.id, layer.style, draw_layer(frame, layer)))
        indexes[layer.id] = _index_layer(layer, frame, drawn[-1].frame)
    for (lane_id, band_id), spread in measure_covers(pack, lanes).items():
        covers = {**indexes[lane_id].covers, band_id: spread}
        indexes[lane_id] = indexes[lane_id].model_copy(update={"covers": covers})
    drawn += [
        MapLayer(name_detours(scene), DETOUR_STYLE, draw_detours(pack, scene))
        for scene in pack.scenes
        if scene.closed
    ]
    return DrawnPack(tuple(drawn), indexes)


def translate_indexes(indexes: Mapping[str, LayerIndex], pack: Pack) -> dict[str, LayerIndex]:
    """Return what the pages say of the layers of a pack with the words of its rows in another language.

    Parameters
    ----------
    indexes
        Those of the pack in its own language, with names for the readers of all languages.
    pack
        The pack in the language.
    """
    return {layer.id: _translate_index(indexes[layer.id], load_layer(pack, layer)) for layer in pack.layers}


def _translate_index(index: LayerIndex, frame: geopandas.GeoDataFrame) -> LayerIndex:
    told = {
        record["id"]: record for record in _select_things(frame).drop(columns="geometry").to_dict("records")
    }
    features = {
        feature_id: feature.model_copy(
            update={
                "properties": {
                    column: value if column in NAME_COLUMNS else told[feature_id].get(column, value)
                    for column, value in feature.properties.items()
                }
            }
        )
        for feature_id, feature in index.features.items()
    }
    return index.model_copy(update={"features": features})


def _select_things(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return the rows of a layer frame that are things themselves."""
    return frame[frame["role"].isin(("area", "line", "point"))]


def _index_layer(layer: Layer, frame: geopandas.GeoDataFrame, drawn: geopandas.GeoDataFrame) -> LayerIndex:
    things = open_frame(_select_things(frame))
    records = things.drop(columns="geometry").to_dict("records")
    features = {
        record["id"]: FeatureIndex(
            names=read_names(record),
            bounds=_round(geometry.bounds),
            properties={key: value for key, value in record.items() if value != "" and not pd.isna(value)},
        )
        for record, geometry in zip(records, things.geometry, strict=True)
    }
    return LayerIndex(bounds=_find_bounds(layer, drawn), features=features)


def _find_bounds(layer: Layer, drawn: geopandas.GeoDataFrame) -> Bounds:
    """Return the area to show for a layer; of a band only what lies at sea."""
    things = drawn[drawn["role"] != "label"]
    if layer.get_data(BandData):
        areas = things[things["role"] == "area"]
        near = shapely.clip_by_rect(_join_land(), *areas.total_bounds)
        return _round(areas.difference(near).total_bounds)
    return _round(things.total_bounds)


@cache
def _join_land() -> BaseGeometry:
    """Return the land of the world as one shape."""
    land: BaseGeometry = read_dataset("land-world").union_all()
    return land


def _round(bounds: Iterable[float]) -> Bounds:
    west, south, east, north = (round(float(bound), 4) for bound in bounds)
    return west, south, east, north
