"""Write the files of data."""

from pathlib import Path

from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.request import ExportRequest, write_zip
from dashboard.exports.vector.features import (
    DETOURS,
    Feature,
    list_features,
    list_scene_features,
    write_geojson,
    write_scene,
)
from dashboard.exports.vector.formats import write_geopackage, write_kml
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
    if request.form == "geojson":
        out.write_bytes(_write_geojson(request, pack))
        return []
    tables = _list_tables(request, pack)
    if not tables:
        raise SeaBriefError(
            Message("The scene {scenes} has no layers: there is no data to write.", scenes=request.scenes[0])
        )
    {"gpkg": write_geopackage, "kml": write_kml}[request.form](tables, pack, out)
    return []


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
