"""Convert layers into data features that state source, status and date."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.rows import name_row
from dashboard.wording.wording import tell_grounds
from geodata.geometry.antimeridian import split_at_antimeridian
from geodata.geometry.geodesy import TURN
from geodata.names import NAME_COLUMNS, NEUTRAL, Policy
from geodata.packs.attribution import list_sources
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.scenes import ResolvedScene, SceneDetour
from geodata.sources import Source

Feature = dict[str, Any]

DETOURS = "detours"
"""Name of the table with the detours of a scene."""
DECIMALS = 6
"""Of the degrees in files of data: 0.1 m."""
DRAWN_ONLY = "grade"
"""Role of the rows that only shade the edge of a band."""
LABEL_COLUMN = "label_"
"""Start of the names of columns that only place a text on the map."""


def write_geojson(frame: geopandas.GeoDataFrame, layer: Layer, pack: Pack, *, names: Policy = NEUTRAL) -> str:
    """Return a layer as GeoJSON text (RFC 7946: longitudes from -180 to 180, cut where a shape crosses 180).

    Every feature carries its name by the naming policy, figures, status, passages with the kind of link,
    sources with rank, date, place in them and licence, what is to be said of them (`grounds`), as-of date,
    caveat and the notional flag; the brief's record stands beside the features. Its names in each language
    stand in columns that say the language; sources keep their own words.

    Parameters
    ----------
    frame
        As `geodata.layers.load_layer` returns it.
    layer
        Its record.
    pack
        The pack that it belongs to.
    names
        The naming policy for `name`, `title` and our own sentences.
    """
    return _write_collection(layer.id, list_features(frame, layer, pack, names=names), pack)


def write_scene(resolved: ResolvedScene, pack: Pack, *, names: Policy = NEUTRAL) -> str:
    """Return a scene as GeoJSON text: all features of its layers, and its detours.

    Features are as `write_geojson` gives them. A detour carries the id of its lane, `role` `detour`, its
    length and how much longer it is in km, and the chokepoints that are closed.
    """
    tables = list_scene_features(resolved, pack, names=names)
    features = [feature for table in tables.values() for feature in table]
    told = resolved.scene.model_dump(mode="json", include={"id", "title", "takeaway", "passages", "closed"})
    gazetteer = read_gazetteer(pack)
    told |= {key: gazetteer.rewrite(told[key], names) for key in ("title", "takeaway")}
    return _write_collection(resolved.scene.id, features, pack, scene=told)


def list_scene_features(
    resolved: ResolvedScene, pack: Pack, *, names: Policy = NEUTRAL
) -> dict[str, list[Feature]]:
    """Return the features of a scene by the id of their layer, and its detours as the table `DETOURS`."""
    tables = {
        drawn.layer.id: list_features(drawn.frame, drawn.layer, pack, names=names)
        for drawn in resolved.layers
    }
    detours = [_describe_detour(detour, resolved) for detour in resolved.detours]
    return tables | ({DETOURS: detours} if detours else {})


def _describe_detour(detour: SceneDetour, resolved: ResolvedScene) -> Feature:
    drawn = next(drawn for drawn in resolved.layers if drawn.layer.id == detour.layer)
    line = None if detour.line is None else mapping(_fit_standard(detour.line))
    properties = {
        "name": drawn.layer.title,
        "role": "detour",
        "closed": list(resolved.scene.closed),
        "length_km": detour.length_km,
        "extra_km": detour.extra_km,
        "reason": detour.reason,
        **_describe(drawn.layer, drawn.sources),
        "status": "notional",
        "notional": True,
    }
    return {"type": "Feature", "properties": properties, "geometry": line}


def list_features(
    frame: geopandas.GeoDataFrame, layer: Layer, pack: Pack, *, names: Policy = NEUTRAL
) -> list[Feature]:
    """Return the features of a layer as plain GeoJSON values; parameters as of `write_geojson`."""
    gazetteer = read_gazetteer(pack)
    rewrite = partial(gazetteer.rewrite, policy=names)
    title = format_layer_name(pack, layer, names, gazetteer=gazetteer)
    told = ~frame.columns.str.startswith(LABEL_COLUMN)
    things = frame.loc[frame["role"] != DRAWN_ONLY, told]
    things = things.set_geometry([_fit_standard(geometry) for geometry in things.geometry], crs=4326)
    features: list[Feature] = json.loads(things.to_json(na="drop", drop_id=True))["features"]
    for feature in features:
        row_sources = feature["properties"].pop("sources", "").split()
        given = {key: value for key, value in feature["properties"].items() if value != ""}
        name = {"name": title if given["id"] == layer.id else name_row(given, names)}
        told_of = _describe(layer, list_sources(pack, layer, row_sources=row_sources))
        told_of |= {"title": title, "caveat": rewrite(layer.caveat)}
        told_of |= {"grounds": " ".join(tell_grounds(pack, layer, row_sources=row_sources))}
        feature["properties"] = name | _rewrite_texts(given, rewrite) | told_of
    return features


def _fit_standard(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry as RFC 7946 asks for it.

    It is cut at 180 degrees (3.1.9), outlines run anticlockwise and holes clockwise (3.1.6), and positions
    have `DECIMALS` (11.2).
    """
    cut = shapely.transform(split_at_antimeridian(geometry), lambda places: np.round(places, DECIMALS))
    return shapely.orient_polygons(cut)


def _write_collection(name: str, features: list[Feature], pack: Pack, **beside: object) -> str:
    brief = pack.brief.model_dump(
        mode="json", include={"title", "author", "publisher", "series", "date", "url"}
    )
    extent = measure_bbox(shape(feature["geometry"]) for feature in features if feature["geometry"])
    bbox = {"bbox": extent} if extent else {}
    collection = {
        "type": "FeatureCollection",
        "name": name,
        **bbox,
        "brief": brief,
        **beside,
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def measure_bbox(geometries: Iterable[BaseGeometry]) -> list[float] | None:
    """Return west, south, east and north of geometries that are cut at 180 degrees; None where none is.

    The box is the narrowest that holds all of them: where it crosses 180 degrees, west is greater than east
    (RFC 7946, 5.2).
    """
    bounds = shapely.bounds(shapely.get_parts(list(geometries)))
    bounds = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(bounds):
        return None
    starts, ends = _join_intervals(bounds[np.argsort(bounds[:, 0])][:, [0, 2]])
    gaps = np.append(starts[1:], starts[0] + TURN) - ends
    widest = int(np.argmax(gaps))
    west, east = starts[(widest + 1) % len(starts)], ends[widest]
    south, north = bounds[:, 1].min(), bounds[:, 3].max()
    return [float(edge) for edge in (west, south, east, north)]


def _join_intervals(ordered: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return starts and ends of what intervals cover, which are in order of their starts."""
    reached = np.maximum.accumulate(ordered[:, 1])
    opens = np.append(True, ordered[1:, 0] > reached[:-1])
    return ordered[opens, 0], np.append(reached[:-1][opens[1:]], reached[-1])


def _rewrite_texts(given: Mapping[str, Any], rewrite: Callable[[str], str]) -> dict[str, Any]:
    """Return the properties of a feature with the names in its texts rewritten; a table of names stays."""
    return {
        key: rewrite(value) if isinstance(value, str) and key not in {"id", *NAME_COLUMNS} else value
        for key, value in given.items()
    }


def _describe(layer: Layer, sources: Iterable[Source]) -> dict[str, object]:
    return {
        "layer": layer.id,
        "status": layer.status,
        "notional": layer.status == "notional",
        "unchecked": layer.unchecked,
        "passages": [{"id": link.passage, "kind": link.kind} for link in layer.links],
        "sources": [source.model_dump(mode="json") for source in sources],
        "as_of": layer.as_of,
    }
