"""Write the rows and shapes that the layers of a draft read."""

import json
import re
from collections.abc import Iterable, Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.drafting.draft import Draft
from geodata.drafting.items import BandShown, Item, PlaceShown
from geodata.drafting.proposals import Place
from geodata.geometry.buffers import offset_coast

DEGREES = 4
"""Decimals of positions."""
TEXT_SOURCE, POSITION_SOURCE = "the-text", "own-positions"
"""Ids of the sources that the pack itself lists."""
SOURCES = {
    "country": "natural-earth",
    "region": "natural-earth",
    "port": "world-port-index",
    "own": POSITION_SOURCE,
}
"""How the key of a place begins -> the source of its position; else `DEFAULT_SOURCE`."""
DEFAULT_SOURCE = "geonames"
DUAL_NAMES = {
    "Sea of Japan": "Sea of Japan / East Sea",
    "East Sea": "Sea of Japan / East Sea",
    "Persian Gulf": "the Gulf",
    "Arabian Gulf": "the Gulf",
    "Senkaku Islands": "Senkaku / Diaoyu",
    "Diaoyu Islands": "Senkaku / Diaoyu",
}
"""Names in dispute -> the neutral ones."""
_NO_ID = re.compile(r"[^a-z0-9]+")
Row = dict[str, str]


def list_rows(items: Iterable[Item], draft: Draft) -> Iterator[Row]:
    """Yield a row for each place of the items, with the words that the text calls it by and the reason."""
    seen: set[str] = set()
    for item in items:
        if not isinstance(item.shown, PlaceShown):
            continue
        row = describe_place(item.shown.place, item.id)
        if row["id"] not in seen:
            seen.add(row["id"])
            named = dict.fromkeys(draft.read_words(mention) for mention in item.mentions)
            yield row | {"named_as": "; ".join([*named][:5]), "reason": item.reason}


def describe_place(place: Place, item_id: str) -> Row:
    """Return a place as the columns of a feature table, its position in degrees."""
    dual = DUAL_NAMES.get(place.name, "")
    return {
        "id": _NO_ID.sub("-", place.key.lower()).strip("-") or item_id,
        "name_en": place.name,
        "name_dual": dual,
        "lat": f"{place.latitude:.{DEGREES}f}",
        "lon": f"{place.longitude:.{DEGREES}f}",
        "kind": place.kind,
        "sources": SOURCES.get(place.key.partition(":")[0], DEFAULT_SOURCE),
    }


def draw_circle(shown: BandShown, feature_id: str) -> str:
    """Return GeoJSON with the area within the distance of a band from its centre, on the ellipsoid."""
    centre = shapely.Point(shown.centre.longitude, shown.centre.latitude)
    return write_shape(offset_coast(centre, shown.radius_km), feature_id)


def write_shape(shape: BaseGeometry, feature_id: str) -> str:
    """Return GeoJSON with one shape."""
    feature = {
        "type": "Feature",
        "properties": {"id": feature_id},
        "geometry": shapely.geometry.mapping(shapely.set_precision(shape, 10.0**-DEGREES)),
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]})
