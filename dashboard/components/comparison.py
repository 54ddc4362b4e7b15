"""Ask for a picture of two linked views."""

from collections.abc import Sequence
from math import floor, log2

from dashboard.cartography.bounds import CornerBounds
from dashboard.components.navigation import title_pages
from dashboard.exports.request import (
    WORLD,
    ComparedView,
    ComparisonRequest,
    Screen,
    ViewerLayer,
    ViewRequest,
)
from dashboard.exports.request import Camera as ScreenCamera
from dashboard.session.first_views import FIRST_VIEWS
from dashboard.session.linked import BRIEFING, LinkedView, describe_state, draw_live, get_until, list_shown
from dashboard.session.selection import LIMITS, Camera
from dashboard.webmap.live_layers import LiveLayer
from dashboard.wording.comparison import Difference, Head, head_state, tell_differences
from geodata.names import Policy
from geodata.records.scenes import Frame
from geodata.scenes import find_scene

FRAME_PX, TILE_PX = 640, 256
"""Usual width of a frame, and length of the equator at zoom 0, in CSS pixels."""
MARGIN_DEG = 3
"""Room around a lane."""
Views = tuple[LinkedView, LinkedView]


def word_views(views: Views, names: Policy) -> tuple[tuple[Head, Head], tuple[Difference, ...]]:
    """Return what stands above two views, and by what they differ."""
    titles = title_pages()
    left, right = (describe_state(view, titles[view.page], policy=names) for view in views)
    return (head_state(left, names), head_state(right, names)), tell_differences(left, right, policy=names)


def make_comparison(views: Views, *, names: Policy, screen: Screen | None = None) -> ComparisonRequest:
    """Return the request for a slide of two views.

    Parameters
    ----------
    views
        The left and the right one.
    names
        How places are called.
    screen
        Size of each web map; the usual one where absent.
    """
    heads, differences = word_views(views, names)
    live = [draw_live(view) for view in views]
    at = next((view.selection.at for view in views if view.selection.at), None)
    camera = ScreenCamera(at.lat, at.lon, at.zoom) if at else None
    extent = _join([_find_extent(view, drawn) for view, drawn in zip(views, live, strict=True)])
    left, right = (
        ComparedView(
            head.title,
            head.detail,
            view.pack.folder,
            ViewRequest(
                layers=tuple(layer.id for layer in view.pack.layers if layer.id in list_shown(view)),
                scene=view.selection.scene if view.page == BRIEFING else None,
                own=tuple(ViewerLayer(layer.call_record(names), layer.frame) for layer in drawn),
                until=get_until(view),
                extent=extent,
                camera=camera,
                screen=screen or Screen(),
            ),
        )
        for view, head, drawn in zip(views, heads, live, strict=True)
    )
    return ComparisonRequest(left, right, tuple((told.heading, told.items) for told in differences))


def find_camera(views: Views) -> Camera | None:
    """Return where both maps look: as a link says, or at the whole of two briefs; None for the page."""
    at = next((view.selection.at for view in views if view.selection.at), None)
    if at or views[0].pack.key == views[1].pack.key:
        return at
    extent = _join([_find_extent(view, ()) for view in views])
    zoom = log2(FRAME_PX / TILE_PX * 360 / (extent.east - extent.west))
    middle = ((extent.south + extent.north) / 2, (extent.west + extent.east) / 2)
    return Camera(*middle, max(floor(zoom * 4) / 4, LIMITS[2][0]))


def _find_extent(view: LinkedView, live: Sequence[LiveLayer]) -> Frame:
    """Return what a view shows where its link has no camera."""
    if view.selection.scene:
        return find_scene(view.pack, view.selection.scene).camera
    if first := FIRST_VIEWS.get(view.page):
        return _frame(first)
    if not live:
        return view.pack.opening.first_view or WORLD
    return _join([_frame(layer.entry["bounds"], MARGIN_DEG) for layer in live])


def _frame(bounds: CornerBounds, margin: float = 0) -> Frame:
    """Return south-west and north-east corner as an extent, with room around it."""
    (south, west), (north, east) = bounds
    return Frame(
        west=west - margin,
        south=max(south - margin, WORLD.south),
        east=east + margin,
        north=min(north + margin, WORLD.north),
    )


def _join(extents: Sequence[Frame]) -> Frame:
    """Return the extent around several."""
    return Frame(
        west=min(extent.west for extent in extents),
        south=min(extent.south for extent in extents),
        east=max(extent.east for extent in extents),
        north=max(extent.north for extent in extents),
    )
