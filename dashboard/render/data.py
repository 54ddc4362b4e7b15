"""Write layers as data files: every feature says what it stands for."""

import json

import geopandas

from geodata.packs import Pack
from geodata.records import Layer

DRAWING_AIDS = frozenset({"grade", "limit"})
"""Roles of rows that only serve a drawing."""
BRIEF_FIELDS = {"title", "author", "publisher", "series", "date", "url"}


def write_geojson(frame: geopandas.GeoDataFrame, layer: Layer, pack: Pack) -> str:
    """Return a layer as GeoJSON text (RFC 7946).

    Every feature carries its names, figures, status, passages with the kind of link, sources with licence,
    as-of date, caveat and the notional flag; the brief's record stands beside the features.

    Parameters
    ----------
    frame
        As `geodata.layers.load_layer` returns it.
    layer
        Its record.
    pack
        The pack that it belongs to.
    """
    things = frame[~frame["role"].isin(DRAWING_AIDS)]
    features = json.loads(things.to_json(na="drop", drop_id=True))["features"]
    for feature in features:
        feature["properties"] |= _describe(layer, pack, str(feature["properties"].pop("sources", "")))
    brief = pack.brief.model_dump(
        mode="json", include={"title", "author", "publisher", "series", "date", "url"}
    )
    collection = {"type": "FeatureCollection", "name": layer.id, "brief": brief, "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _describe(layer: Layer, pack: Pack, row_sources: str) -> dict[str, object]:
    ids = dict.fromkeys((*row_sources.split(), *layer.sources))
    return {
        "layer": layer.id,
        "title": layer.title,
        "status": layer.status,
        "notional": layer.status == "notional",
        "passages": [{"id": link.passage, "kind": link.kind} for link in layer.links],
        "sources": [pack.sources[source_id].model_dump(mode="json") for source_id in ids],
        "as_of": layer.as_of,
        "caveat": layer.caveat,
    }
