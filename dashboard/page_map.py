"""Put the map of a page up as its selection has it."""

from collections.abc import Callable, Collection
from typing import Any

from dashboard import cached, state
from dashboard.mapview import Box, MapState, show_map
from dashboard.selection import Selection
from dashboard.shell import get_theme


def show_page_map(
    selection: Selection,
    *,
    layers: Collection[str],
    first: Box,
    on_view: Callable[[], None],
    on_click: Callable[[], None],
    **shown: Any,  # noqa: ANN401 - fields of MapState
) -> None:
    """Show the map of a page.

    Parameters
    ----------
    selection
        What is chosen: the camera, the feature that is open, the names.
    layers
        Ids of the layers of the pack that are on.
    first
        What the map shows where the selection has no camera.
    on_view, on_click
        As for `show_map`.
    **shown
        Other fields of `MapState`.
    """
    index, camera = cached.load_static(), selection.at
    show_map(
        MapState(
            revision=state.get_revision(),
            layers=layers,
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else first,
            feature=selection.feature,
            theme=get_theme(),
            names=selection.names,
            **shown,
        ),
        bridge=index.bridge,
        catalogue=index.catalogue,
        on_view=on_view,
        on_click=on_click,
    )
