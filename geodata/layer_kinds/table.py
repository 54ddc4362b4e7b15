"""The table of the kinds of layer data: by the kind of its data, what is done with a layer."""

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas

from geodata.layer_kinds.bands import BAND
from geodata.layer_kinds.chokepoints import CHOKEPOINTS
from geodata.layer_kinds.distances import check_distances, list_distance_rows
from geodata.layer_kinds.features import DATASET, OUTLINES, POINTS
from geodata.layer_kinds.kind import LayerKind, PackContents
from geodata.layer_kinds.lanes import LANE
from geodata.layer_kinds.members import MEMBERS
from geodata.layer_kinds.rows import Row, make_frame
from geodata.records.layers import DistanceData, Layer


def _list_distances(pack: PackContents, _layer: Layer, data: DistanceData) -> Iterable[Row]:
    """Return the rows of published distances, which start from a feature of another layer."""
    origin = next(other for other in pack.layers if other.id == data.layer)
    return list_distance_rows(pack, data, make_layer_frame(pack, origin))


LAYER_KINDS: Mapping[str, LayerKind[Any]] = {
    "dataset": DATASET,
    "points": POINTS,
    "lines": OUTLINES,
    "shapes": OUTLINES,
    "lane": LANE,
    "band": BAND,
    "distances": LayerKind(DistanceData, list_rows=_list_distances, check=check_distances),
    "chokepoints": CHOKEPOINTS,
    "members": MEMBERS,
}
"""What `kind` of a layer's data says -> the kind."""


def get_kind(layer: Layer) -> LayerKind[Any]:
    """Return the kind of what a layer is drawn from."""
    return LAYER_KINDS[layer.data.kind]


def make_layer_frame(pack: PackContents, layer: Layer) -> geopandas.GeoDataFrame:
    """Return the features of a layer in EPSG:4326, as `geodata.layers.loading.load_layer` describes them."""
    return make_frame(get_kind(layer).list_rows(pack, layer, layer.data))
