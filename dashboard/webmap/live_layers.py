"""Layers computed for one session, which travel with the page."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import geopandas
import shapely

from dashboard.cartography.features import draw_layer
from dashboard.cartography.rows import write_called
from dashboard.cartography.what_if import CLOSED, ENDS, LEFT, USUAL, _frame_lane, make_lane_record
from dashboard.errors import TooLargeError
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.messages import DrawnEntry, LiveEntry
from dashboard.webmap.catalogue import describe_layer
from dashboard.webmap.files import format_features
from dashboard.webmap.program import choose_panes, describe_drawing
from dashboard.wording.formats import name_closures, name_lane, name_place
from geodata.layer_kinds.chokepoints import make_chokepoint_frame
from geodata.names import Names, Policy
from geodata.packs.pack import Pack
from geodata.records.layers import ChokepointData, Layer
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import Detour, Stops
from geodata.routing.lanes import SeaLane
from geodata.routing.places import Place, locate_place, write_place
from geodata.routing.ports import Port
from geodata.units import to_nm

MOST_BYTES = 200_000
"""Largest features of a live layer, in bytes of UTF-8; what is larger is drawn coarser."""
DECIMALS = 4
"""Coordinates are sent in steps of 0.0001 degrees, 11 m."""
FIRST_STEP_DEG, MOST_STEPS = 0.002, 9
"""Tolerance of the first simplification, 200 m; each further one doubles it, to 0.5 degrees."""


@dataclass(frozen=True)
class LiveLayer:
    """A layer as the browser takes it over."""

    id: str
    """Id on the map, which no layer of a pack can have."""
    key: str
    """Checksum of the features and of the entry: stands for them where the browser holds them."""
    features: str
    """Web features as GeoJSON text."""
    entry: DrawnEntry
    """What the list of layers says of it, and how it is drawn."""
    record: Layer
    """Its record."""
    frame: geopandas.GeoDataFrame = field(compare=False, repr=False)
    """What it is drawn from, as `geodata.layers.load_layer` returns it."""

    def pack(self, *, with_features: bool) -> LiveEntry:
        """Return what travels to the browser: the key, the entry, and the features where they are wanted."""
        packed: LiveEntry = {"id": self.id, "key": self.key, **self.entry, "features": self.features}
        if not with_features:
            del packed["features"]
        return packed

    def call(self, policy: Policy) -> str:
        """Return its title by a naming policy."""
        return str(self.entry.get(f"name_{policy}", self.entry["name"]))

    def call_record(self, policy: Policy) -> Layer:
        """Return its record, titled by a naming policy."""
        return self.record.model_copy(update={"title": self.call(policy), "names": None})


def name_live(layer_id: str) -> str:
    """Return the id that a live layer has on the map; no layer of a pack can have it."""
    return f"live_{layer_id}"


def make_live(
    frame: geopandas.GeoDataFrame,
    layer: Layer,
    pack: Pack,
    *,
    call: Callable[[Policy], str] | None = None,
    badge: str = "",
) -> LiveLayer:
    """Return a layer that was computed or loaded for one viewer, drawn as the layers of a pack are.

    Parameters
    ----------
    frame
        As `geodata.layers.load_layer` returns it.
    layer
        Its record; its id may be that of a layer of the pack, beside which it then stands.
    pack
        Where its sources are found.
    call
        Returns its title by a naming policy; the title of the record where absent.
    badge
        What the list of layers says of its status; as for a layer of the pack where absent.

    Raises
    ------
    PackError
        As for `draw_layer`.
    TooLargeError
        It has too many features to travel, however coarse.
    """
    drawn = draw_layer(frame, layer)
    west, south, east, north = drawn.total_bounds
    described = describe_layer(layer, pack, (west, south, east, north))
    if badge:
        described["badge"] = described["statusText"] = badge
    entry: DrawnEntry = {
        **write_called(call or (lambda _policy: layer.title)),
        **described,
        "drawing": describe_drawing(layer.style),
        "panes": choose_panes(layer.style),
    }
    features = fit_features(drawn, layer.title)
    content = features + json.dumps(entry, ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(content.encode()).hexdigest()[:16]
    return LiveLayer(name_live(layer.id), key, features, entry, layer, frame)


def fit_features(drawn: geopandas.GeoDataFrame, title: str) -> str:
    """Return web features as GeoJSON text of at most `MOST_BYTES`, simplified as far as that takes.

    Raises
    ------
    TooLargeError
        They are larger even when simplified most.
    """
    text = format_features(drawn, decimals=DECIMALS)
    for step in range(MOST_STEPS):
        if len(text.encode()) <= MOST_BYTES:
            return text
        tolerance = FIRST_STEP_DEG * 2**step
        coarse = drawn.set_geometry(drawn.geometry.simplify(tolerance, preserve_topology=True))
        text = format_features(coarse, decimals=DECIMALS)
    if len(text.encode()) <= MOST_BYTES:
        return text
    raise TooLargeError(title, len(text.encode()), MOST_BYTES)


def draw_question(pack: Pack, stops: Stops, detour: Detour) -> tuple[LiveLayer, ...]:
    """Return the live layers of a lane in question, from below to above."""
    texts = get_texts()
    drawn = []
    changed = detour.touched
    if isinstance(detour.usual, SeaLane):
        style = "lane-before" if changed else "lane"
        record = make_lane_record(pack, USUAL, stops, style)
        call = partial(name_lane, stops)
        drawn.append(make_live(_frame_lane(detour.usual, record.title, silent=True), record, pack, call=call))
    if changed and isinstance(detour.left, SeaLane):
        record = make_lane_record(pack, LEFT, stops, "detour")
        longer = texts.longer.format(extra=format_number(to_nm(detour.extra_km or 0), ",.0f"))
        call = partial(_title, detour)
        drawn.append(make_live(_frame_lane(detour.left, longer), record, pack, call=call))
    drawn.append(_make_ends(pack, stops))
    if detour.closed:
        drawn.append(_make_closed(pack, detour.closed))
    return tuple(drawn)


def _title(detour: Detour, policy: Policy) -> str:
    texts = get_texts()
    return texts.detours.format(closed=name_closures(detour.closed, policy))


def _make_ends(pack: Pack, stops: Stops) -> LiveLayer:
    texts = get_texts()
    rows = [_frame_place(place) for place in stops]
    record = make_lane_record(pack, ENDS, stops, "port")
    frame = geopandas.GeoDataFrame(rows, crs="EPSG:4326")
    titled = record.model_copy(update={"title": texts.question_ends})
    return make_live(frame, titled, pack, badge=texts.group_what_if)


def _frame_place(place: Place) -> dict[str, Any]:
    names = place.names if isinstance(place, Port) else Names(en=name_place(place))
    position = locate_place(place)
    point = shapely.Point(position.lon, position.lat)
    key = write_place(place).replace(",", "_")
    return {"id": key, "role": "point", **names.columns, "geometry": point}


def _make_closed(pack: Pack, closed: frozenset[str]) -> LiveLayer:
    texts = get_texts()
    record = _make_gate_record(tuple(sorted(closed)))

    def call(policy: Policy) -> str:
        return f"{texts.closed_gates}: {name_closures(closed, policy)}"

    gates = _load_gates()
    return make_live(gates[gates["id"].isin(closed)], record, pack, call=call, badge=texts.group_what_if)


@cache
def _load_gates() -> geopandas.GeoDataFrame:
    """Return the gates of all chokepoints, placed once: that takes the whole shoreline."""
    return make_chokepoint_frame(tuple(read_chokepoints()))


def _make_gate_record(ids: tuple[str, ...]) -> Layer:
    texts = get_texts()
    return Layer(
        id=CLOSED,
        title=texts.closed_gates,
        group="chokepoints",
        status="context",
        description=texts.closed_gates,
        style="gate-closed",
        data=ChokepointData(kind="chokepoints", ids=ids),
    )
