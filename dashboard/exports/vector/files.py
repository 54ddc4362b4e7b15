"""Write the files of data."""

from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.request import ExportRequest, write_zip
from dashboard.exports.vector.annotations import write_annotations
from dashboard.exports.vector.features import (
    DETOURS,
    Feature,
    list_features,
    list_scene_features,
    write_geojson,
    write_scene,
)
from dashboard.exports.vector.figures import write_figures, write_layer_figures
from dashboard.exports.vector.geopackage import write_geopackage
from dashboard.exports.vector.kml import write_kml
from dashboard.wording.wording import Wording
from geodata.errors import Message, SeaBriefError
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scenes


def write_data(request: ExportRequest, pack: Pack, out: Path, _report: ProgressCallback) -> list[str]:
    """Write a layer or scenes as data.

    Raises
    ------
    SeaBriefError
        There is no such layer or scene, or the scenes have no layers.
    """
    if request.form in _TEXTS:
        out.write_bytes(_TEXTS[request.form](request, pack))
        return []
    tables = _list_tables(request, pack)
    if not tables:
        raise SeaBriefError(
            Message("The scene {scenes} has no layers: there is no data to write.", scenes=request.scenes[0])
        )
    if request.form == "gpkg":
        write_geopackage(tables, pack, out)
    else:
        write_kml(tables, pack, out, scenes=[find_scene(pack, scene_id) for scene_id in request.scenes])
    return []


def _write_figures(request: ExportRequest, pack: Pack) -> bytes:
    """Return the figures of a layer or of scenes as CSV that a spreadsheet opens as UTF-8."""
    if request.layer is not None:
        table = write_layer_figures(request.layer, pack, names=request.names)
    else:
        scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
        table = write_figures(resolve_scenes(pack, scenes), pack, names=request.names)
    return table.encode("utf-8-sig")


def _write_annotations(request: ExportRequest, pack: Pack) -> bytes:
    """Return the passages of a layer or of scenes, with their links to its or their layers."""
    wording = Wording(pack, request.names)
    if request.layer is not None:
        layers = {find_layer(pack, request.layer).id}
        passages = {link.passage for layer in pack.layers if layer.id in layers for link in layer.links}
    else:
        scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
        layers = {layer for scene in scenes for layer in scene.layers}
        passages = {passage for scene in scenes for passage in scene.passages}
    if len(request.scenes) == len(pack.scenes):
        layers, passages = {layer.id for layer in pack.layers}, {passage.id for passage in pack.passages}
    return write_annotations(wording, passages=passages, layers=layers).encode()


def _write_geojson(request: ExportRequest, pack: Pack) -> bytes:
    """Return a layer or a scene as GeoJSON, several scenes as a zip file."""
    if request.layer is not None:
        layer = find_layer(pack, request.layer)
        return write_geojson(load_layer(pack, layer), layer, pack, names=request.names).encode()
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    written = {
        f"{scene.number:02}-{scene.scene.id}.geojson": write_scene(scene, pack, names=request.names).encode()
        for scene in resolve_scenes(pack, scenes)
    }
    return next(iter(written.values())) if len(written) == 1 else write_zip(written)


def _list_tables(request: ExportRequest, pack: Pack) -> dict[str, list[Feature]]:
    """Return the features of a layer or of scenes by the name of their table."""
    if request.layer is not None:
        layer = find_layer(pack, request.layer)
        return {layer.id: list_features(load_layer(pack, layer), layer, pack, names=request.names)}
    tables: dict[str, list[Feature]] = {}
    for scene in resolve_scenes(pack, [find_scene(pack, scene_id) for scene_id in request.scenes]):
        found = list_scene_features(scene, pack, names=request.names)
        tables |= {name: features for name, features in found.items() if name != DETOURS}
        if DETOURS in found:
            tables.setdefault(DETOURS, []).extend(found[DETOURS])
    return tables


_TEXTS: Mapping[str, Callable[[ExportRequest, Pack], bytes]] = {
    "geojson": _write_geojson,
    "csv": _write_figures,
    "annotations": _write_annotations,
}
"""Format -> what writes it as text."""
