"""Resolve scenes: ids become geometry, figures and sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import geopandas
from shapely.geometry.base import BaseGeometry

from geodata.errors import UnknownIdError
from geodata.layer_kinds.lanes import find_lane_sailing, find_stops
from geodata.layers.loading import find_layer, load_layer
from geodata.layers.range_bands import measure_covers
from geodata.packs.attribution import list_sources
from geodata.packs.pack import Pack
from geodata.range_bands.coverage import Spread
from geodata.records.brief import Passage
from geodata.records.layers import LaneData, Layer, select_data
from geodata.records.scenes import Scene
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import NoRoute
from geodata.routing.ships import Ship
from geodata.sources import Source, sort_by_rank


@dataclass(frozen=True, eq=False)
class ResolvedLayer:
    """A layer as scenes show it; itself alone is equal to it, for a frame has no single answer to that."""

    layer: Layer
    """Its record."""
    frame: geopandas.GeoDataFrame
    """Its features as `load_layer` gives them, in EPSG:4326."""
    sources: tuple[Source, ...]
    """The sources of the layer, of its features and of the data it is built from."""
    live: bool = False
    """Whether it was computed for one viewer: its features, not its record, say what it is drawn from."""


@dataclass(frozen=True)
class SceneDetour:
    """How a lane runs while chokepoints that it passes are closed."""

    layer: str
    """Id of the lane's layer."""
    open_km: float
    """Length with everything open."""
    length_km: float | None
    """Length with the closures; None where no way by sea is left."""
    line: BaseGeometry | None
    """Course in EPSG:4326 with the closures; None where no way by sea is left."""
    reason: str
    """Why no way is left; empty where there is one."""
    ship: Ship | None = None
    """Class of ships that sails it; None for a ship without size."""

    @property
    def extra_km(self) -> float | None:
        """How much longer it is; None where no way by sea is left."""
        return None if self.length_km is None else self.length_km - self.open_km


@dataclass(frozen=True)
class ResolvedScene:
    """A scene with all that a drawing of it needs."""

    scene: Scene
    """Its record."""
    number: int
    """Place in the briefing, from 1."""
    passages: tuple[Passage, ...]
    """The passages that it stands on, in its order."""
    layers: tuple[ResolvedLayer, ...]
    """Its layers in the pack's order, which is the drawing order."""
    detours: tuple[SceneDetour, ...]
    """Its lanes that meet a closure of the scene."""
    covers: Mapping[tuple[str, str], Spread]
    """Share of each of its lanes in each of its bands, from 0 to 1, by layer ids of lane and band."""
    quoted: Passage | None
    """The passage that a drawing quotes; None for none."""
    passed: Mapping[str, Sequence[tuple[str, float]]] = field(default_factory=dict)
    """Chokepoints that its lanes pass, each with km from the start, by layer id of the lane."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources of its layers, each once, the best rank first."""
        sources = {source.id: source for layer in self.layers for source in layer.sources}
        return tuple(sort_by_rank(sources.values()))

    @property
    def notional(self) -> bool:
        """Whether any of its layers is notional, so that the stamp has to stand on every drawing."""
        return any(layer.layer.status == "notional" for layer in self.layers)


def find_scene(pack: Pack, scene_id: str) -> Scene:
    """Return the record of a scene.

    Raises
    ------
    UnknownIdError
        The pack has no such scene.
    """
    for scene in pack.scenes:
        if scene.id == scene_id:
            return scene
    raise UnknownIdError("scene", scene_id, [scene.id for scene in pack.scenes])


def resolve_scenes(pack: Pack, scenes: Iterable[Scene]) -> Iterator[ResolvedScene]:
    """Yield scenes of a pack as `resolve_scene` does; a layer that several of them show is loaded once."""
    loaded: dict[str, ResolvedLayer] = {}
    for scene in scenes:
        missing = {*scene.layers} - {*loaded}
        loaded |= {layer.id: _resolve_layer(pack, layer) for layer in pack.layers if layer.id in missing}
        yield _resolve(pack, scene, loaded)


def resolve_scene(pack: Pack, scene: Scene) -> ResolvedScene:
    """Return a scene of a pack with its layers loaded, its closures applied and its lanes measured."""
    return next(resolve_scenes(pack, [scene]))


def _resolve(pack: Pack, scene: Scene, loaded: Mapping[str, ResolvedLayer]) -> ResolvedScene:
    layers = tuple(loaded[layer.id] for layer in pack.layers if layer.id in scene.layers)
    shown = pack.model_copy(update={"layers": tuple(resolved.layer for resolved in layers)})
    lanes = {
        resolved.layer.id: resolved.frame.geometry.iloc[0]
        for resolved in layers
        if resolved.layer.get_data(LaneData)
    }
    by_id = {passage.id: passage for passage in pack.passages}
    passages = tuple(by_id[passage] for passage in scene.passages if passage in by_id)
    return ResolvedScene(
        scene=scene,
        number=pack.scenes.index(scene) + 1,
        passages=passages,
        layers=layers,
        detours=find_detours(pack, scene),
        covers=measure_covers(shown, lanes),
        quoted=_choose_quoted(passages, layers),
        passed={name: _list_passed(pack, data) for name, data in select_data(shown.layers, LaneData).items()},
    )


def _list_passed(pack: Pack, data: LaneData) -> Sequence[tuple[str, float]]:
    lane = find_lane_via(find_stops(data), frozenset(), find_lane_sailing(pack, data))
    return () if isinstance(lane, NoRoute) else lane.chokepoints


def find_detours(pack: Pack, scene: Scene) -> tuple[SceneDetour, ...]:
    """Return how the lanes of a scene run with its closures, for those that pass a closed chokepoint."""
    closed = frozenset(scene.closed)
    detours = (_find_detour(pack, find_layer(pack, layer_id), closed) for layer_id in scene.layers)
    return tuple(detour for detour in detours if detour is not None)


def _choose_quoted(passages: Sequence[Passage], layers: Iterable[ResolvedLayer]) -> Passage:
    """Return the first of the passages that name most of the layers."""
    links = (link for shown in layers for link in shown.layer.links)
    named = Counter(link.passage for link in links if link.kind == "names")
    return max(passages, key=lambda passage: named[passage.id])


def _resolve_layer(pack: Pack, layer: Layer) -> ResolvedLayer:
    frame = load_layer(pack, layer)
    cited = " ".join(frame["sources"]) if "sources" in frame else ""
    return ResolvedLayer(layer, frame, tuple(list_sources(pack, layer, row_sources=cited.split())))


def _find_detour(pack: Pack, layer: Layer, closed: frozenset[str]) -> SceneDetour | None:
    data = layer.get_data(LaneData)
    if data is None:
        return None
    stops, sailing = find_stops(data), find_lane_sailing(pack, data)
    usual = find_lane_via(stops, frozenset(), sailing)
    if isinstance(usual, NoRoute) or closed.isdisjoint(dict(usual.chokepoints)):
        return None
    around = find_lane_via(stops, closed, sailing)
    ship = sailing.ship if sailing else None
    if isinstance(around, NoRoute):
        return SceneDetour(layer.id, usual.length_km, None, None, around.reason, ship)
    return SceneDetour(layer.id, usual.length_km, around.length_km, around.line, "", ship)
