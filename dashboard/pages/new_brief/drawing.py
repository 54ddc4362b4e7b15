"""The items of a draft as live layers of the map."""

from collections.abc import Iterable

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.bounds import CornerBounds
from dashboard.cartography.point_features import fit_together
from dashboard.i18n.texts import get_texts
from dashboard.webmap.live_layers import LiveLayer, make_live, name_live
from geodata.datasets import read_dataset
from geodata.drafting.cameras import fit_camera
from geodata.drafting.items import BandShown, ClosureShown, InstitutionShown, Item, LaneShown
from geodata.drafting.lane_ends import find_lane_end, is_same
from geodata.drafting.member_tables import find_membership
from geodata.drafting.proposals import Place
from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import MAX_RADIUS_KM
from geodata.institutions.memberships import COUNTRIES
from geodata.packs.pack import Pack
from geodata.records.layers import Layer, OutlineData
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import NoRoute

OPEN, KEPT, CURRENT, COURSE, AREA = "draft-open", "draft-kept", "draft-current", "draft-course", "draft-area"
"""Ids of the layers."""
WHOLE_WORLD: CornerBounds = ((-55.0, -170.0), (75.0, 190.0))


def list_places(item: Item) -> tuple[Place, ...]:
    """Return the places of an item that the map shows as points."""
    if isinstance(item.shown, ClosureShown):
        return tuple(filter(None, (_place_gate(item.shown.chokepoint),)))
    return item.places


def _place_gate(chokepoint_id: str) -> Place | None:
    chokepoint = read_chokepoints().get(chokepoint_id)
    if chokepoint is None:
        return None
    point = shapely.LineString(chokepoint.gate).interpolate(0.5, normalized=True)
    return Place(chokepoint.names.neutral, "strait", point.y, point.x, f"chokepoint:{chokepoint_id}", None)


def draw_items(items: Iterable[Item], current: Item | None, pack: Pack, *, date: str) -> list[LiveLayer]:
    """Return the layers of a section: what is open, what is accepted, what is being checked, from below.

    `date` is that of the text; members of a body are drawn as they were then.
    """
    texts = get_texts()
    shown = [item for item in items if item.is_kept and item != current]
    drawn = [
        *(_draw_shape(current, pack, date) if current else ()),
        _draw_points(OPEN, texts.draft_layer_open, "own-point", [one for one in shown if one.is_open], pack),
        _draw_points(KEPT, texts.draft_layer_kept, "place", [one for one in shown if not one.is_open], pack),
        _draw_points(CURRENT, texts.draft_layer_current, "actor", [current] if current else [], pack),
    ]
    return [layer for layer in drawn if layer]


def find_bounds(items: Iterable[Item], current: Item | None, *, date: str) -> CornerBounds:
    """Return what the map shows first: the current item within its section, or the members of a body."""
    points = [(place.longitude, place.latitude) for item in items for place in list_places(item)]
    own = [(place.longitude, place.latitude) for place in list_places(current)] if current else []
    if areas := _list_member_areas(current, date):
        middles = [area.representative_point() for area in areas.values()]
        points = [(middle.x, middle.y) for middle in middles]
    camera = fit_camera(own * 3 + points if len(own) > 1 else points) or fit_camera(own)
    if camera is None:
        return WHOLE_WORLD
    west, south, east, north = camera.west, camera.south, camera.east, camera.north
    for lon, lat in own:
        west, south = min(west, lon - 1), min(south, lat - 1)
        east, north = max(east, lon + 1), max(north, lat + 1)
    return (south, west), (north, east)


def find_item_id(key: str) -> str:
    """Return the id of the item that a clicked feature stands for; empty where it is none."""
    layer_id, _, feature_id = key.partition(".")
    return (
        feature_id.rpartition("_")[0] if layer_id in {name_live(one) for one in (OPEN, KEPT, CURRENT)} else ""
    )


def _draw_points(
    layer_id: str, title: str, style: str, items: Iterable[Item], pack: Pack
) -> LiveLayer | None:
    rows = [
        {
            "id": f"{item.id}_{number}",
            "role": "point",
            "name_en": place.name,
            "geometry": shapely.Point(place.longitude, place.latitude),
        }
        for item in items
        for number, place in enumerate(list_places(item))
    ]
    return _make(layer_id, title, style, rows, pack) if rows else None


def _list_member_areas(item: Item | None, date: str) -> dict[str, BaseGeometry]:
    """Return the areas of the members of the body that an item is, at a date, by their names; else none."""
    shown = item.shown if item else None
    membership = find_membership(shown.institution, date) if isinstance(shown, InstitutionShown) else None
    if membership is None:
        return {}
    areas = read_dataset(COUNTRIES)
    members = areas[areas["id"].str.lower().isin(membership.members)]
    drawn = fit_together(members.assign(role="area"))
    return dict(zip(drawn["name"], drawn.geometry, strict=True))


def _draw_shape(item: Item, pack: Pack, date: str) -> Iterable[LiveLayer]:
    """Yield the lane, the distance or the members of the current item."""
    texts, shown = get_texts(), item.shown
    if isinstance(shown, LaneShown):
        ends = [find_lane_end(place) for place in (shown.origin, shown.destination)]
        if ends[0] and ends[1] and not is_same(ends[0], ends[1]):
            way = find_lane_via((ends[0].stop, ends[1].stop), frozenset())
            if not isinstance(way, NoRoute):
                name = f"{shown.origin.name} – {shown.destination.name}"
                row = {"id": f"{item.id}_0", "role": "line", "name_en": name, "geometry": way.line}
                yield _make(COURSE, texts.draft_kinds["lane"], "own-line", [row], pack)
    elif isinstance(shown, BandShown) and 0 < shown.radius_km <= MAX_RADIUS_KM:
        centre = shapely.Point(shown.centre.longitude, shown.centre.latitude)
        area = offset_coast(centre, shown.radius_km)
        row = {"id": f"{item.id}_0", "role": "area", "name_en": shown.centre.name, "geometry": area}
        yield _make(AREA, texts.draft_kinds["band"], "own-area", [row], pack)
    elif areas := _list_member_areas(item, date):
        rows = [
            {"id": f"{item.id}_{number}", "role": "area", "name_en": name, "geometry": area}
            for number, (name, area) in enumerate(areas.items())
        ]
        yield _make(AREA, texts.draft_kinds["institution"], "own-area", rows, pack)


def _make(layer_id: str, title: str, style: str, rows: list[dict[str, object]], pack: Pack) -> LiveLayer:
    layer = Layer(
        id=layer_id,
        title=title,
        group="features",
        status="context",
        description=title,
        style=style,
        data=OutlineData(kind="shapes", file=""),
        unchecked=layer_id == OPEN,
    )
    frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    return make_live(frame, layer, pack, badge=title)
