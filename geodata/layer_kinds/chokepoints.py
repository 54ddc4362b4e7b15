"""Layers of chokepoints: a labelled point in the water and the gate line of each."""

from collections.abc import Iterable, Sequence

import geopandas
import shapely

from geodata.datasets import read_dataset
from geodata.geometry.geodesy import densify_line, measure_length
from geodata.layer_kinds.kind import LayerKind
from geodata.layer_kinds.rows import LINE_STEP_KM, Row, make_frame
from geodata.records.layers import ChokepointData
from geodata.routing.chokepoints import Chokepoint, select_chokepoints

WIDE_KM = 15.0
"""Width from which the water of a gate is more than a creek between islands."""
GATE_MARGIN_DEG = 0.5
"""How far around a gate its land is looked at."""


def make_chokepoint_frame(ids: Sequence[str]) -> geopandas.GeoDataFrame:
    """Return the features of chokepoints by their ids, as `load_layer` does for a layer of them."""
    return make_frame(list_gate_rows(ids))


def list_gate_rows(ids: Sequence[str]) -> Iterable[Row]:
    """Yield the rows of chokepoints by their ids, of the sixteen where there are none: point, then gate."""
    land = read_dataset("land-region")
    for chokepoint in select_chokepoints(ids):
        described = {
            **chokepoint.names.columns,
            **chokepoint.model_dump(include={"id", "width", "second_width", "measured", "confidence"}),
            "kind": chokepoint.kind,
            "gate": chokepoint.gate_note,
            "measured_source": chokepoint.measured_source,
            "width_source": chokepoint.source,
            "second_width_source": chokepoint.second,
            "sources": " ".join(chokepoint.sources),
        }
        yield {**described, "role": "point", "geometry": _find_place(chokepoint, land)}
        line = densify_line(shapely.LineString(chokepoint.gate), step_km=LINE_STEP_KM)
        yield {**described, "role": "line", "geometry": line}


def _find_place(chokepoint: Chokepoint, land: geopandas.GeoDataFrame) -> shapely.Point:
    """Return where a chokepoint is named: the middle of the first wide water of its gate."""
    gate = shapely.LineString(chokepoint.gate)
    if chokepoint.kind == "waypoint":
        return shapely.Point(gate.coords[0])
    tiles = land.geometry.iloc[land.sindex.query(gate)].to_numpy()
    near = shapely.union_all(shapely.clip_by_rect(tiles, *gate.buffer(GATE_MARGIN_DEG).bounds))
    waters = [part for part in shapely.get_parts(gate.difference(near)) if measure_length(part) > WIDE_KM]
    return next(iter(waters), gate).interpolate(0.5, normalized=True)


CHOKEPOINTS = LayerKind(
    ChokepointData,
    list_rows=lambda _pack, _layer, data: list_gate_rows(data.ids),
    list_sources=lambda data: {
        source for chokepoint in select_chokepoints(data.ids) for source in chokepoint.cited
    },
)
