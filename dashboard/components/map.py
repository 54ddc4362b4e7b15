"""The map component: hosts the folium map program and reports its events."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard.cartography.bounds import CornerBounds
from dashboard.i18n.texts import get_texts
from dashboard.messages import MapData, Rooms, Theme
from dashboard.session import actions, map_events, store
from dashboard.session.context import PageContext
from dashboard.webmap.live_layers import LiveLayer
from dashboard.webmap.unserved import PackPayload
from geodata.names import NEUTRAL, Policy

LOADER = """
export default function (component) {
  const address = new URL(component.data.bridge, document.baseURI).href;
  const place = component.parentElement;
  const waiting = place.querySelector(".sb-frame > p:not([class])");
  if (waiting && !waiting.textContent) waiting.textContent = component.data.loading;
  const dispose = async () => place.briefBridge && (await import(place.briefBridge)).dispose(place);
  const render = async () => {
    if (place.briefBridge !== address) await dispose();
    place.briefBridge = address;
    (await import(address)).render(component);
  };
  const enqueue = (act) => {
    place.briefQueue = Promise.resolve(place.briefQueue).then(act).catch((problem) => {
      if (waiting) waiting.textContent = component.data.failure;
      console.error(problem);
    });
  };
  enqueue(render);
  return () => enqueue(dispose);
}
"""
"""Inline scripts travel with every run, so this one only imports the bridge, one thing after another."""

_frame = st.components.v2.component(
    "seabrief_map",
    html='<div class="sb-frame"><p></p></div>',
    js=LOADER,
    isolate_styles=False,
)


@dataclass(frozen=True)
class MapState:
    """What the map is to show; the browser takes it over when `revision` is new to it."""

    revision: int
    """Counts the changes made on the Python side."""
    layers: Collection[str]
    """Ids of the visible layers."""
    at: tuple[float, float, float] | None = None
    """Latitude, longitude and web zoom."""
    fly: CornerBounds | None = None
    """Area to fly to; goes before `at`."""
    feature: str | None = None
    """Selected feature."""
    lit: Sequence[str] = ()
    """Layers brought forward while the others fade."""
    theme: Theme = "light"
    scene: str | None = None
    """Scene of the briefing that is on; none on other pages."""
    ticket: str = ""
    """What another window of a briefing asks for to be shown the same pack."""
    rooms: Rooms | None = None
    """Where others can follow a briefing; None where nobody can."""
    names: Policy = NEUTRAL
    """Naming policy; the files carry the names by all of them."""
    live: Sequence[LiveLayer] = ()
    """What was computed for this viewer, in drawing order; on the map unless switched off there."""
    folded: bool = False
    """Whether the list of layers is folded away when the map is first drawn."""
    reader: bool = False
    """Whether the map stands beside a text and follows what is read there."""
    passage: str | None = None
    """Passage at which reading begins."""
    undo: bool | None = None
    """Whether there is a step to take back; None where the page keeps no steps."""
    until: str = ""
    """Year, month or day; what came later is hidden. Empty for everything."""


def show_map(
    state: MapState,
    *,
    bridge: str,
    catalogue: str | PackPayload,
    on_view: Callable[[], None] = lambda: None,
    on_click: Callable[[], None] = lambda: None,
    on_step: Callable[[], None] = lambda: None,
    on_act: Callable[[], None] = lambda: None,
    on_read: Callable[[], None] = lambda: None,
) -> Any:  # noqa: ANN401 - Streamlit's component result
    """Draw the map and return the component's result, which has the last events by their names.

    `dashboard.messages` says what the events are.

    The features of a live layer and those of a pack that is not served travel once in a session; after that a
    key stands for them. A browser that does not hold them asks for them again.

    Parameters
    ----------
    state
        What to show.
    bridge, catalogue
        Addresses of the bridge module and of the layer catalogue, relative to the page; of a pack that is not
        served, what travels instead of its catalogue and layers.
    on_view
        Called when layers or camera were changed in the browser.
    on_click
        Called when something was clicked.
    on_step
        Called when the map went to another scene of the briefing, or back to its own, or asks for a scene of
        another pack that another window shows, or shows what a presenter shows.
    on_act
        Called when a step is to be taken back or all of them.
    on_read
        Called when another passage is being read.
    """
    sent: set[str] = st.session_state.setdefault(f"{map_events.KEY}-sent", set())

    def send_again() -> None:
        sent.difference_update(map_events.get_missing()["keys"])

    live = [layer.pack(with_features=layer.key not in sent) for layer in state.live]
    sent.update(layer.key for layer in state.live)
    described = (
        catalogue if isinstance(catalogue, str) else catalogue.pack(with_content=catalogue.key not in sent)
    )
    if not isinstance(catalogue, str):
        sent.add(catalogue.key)
    data: MapData = {
        "bridge": bridge,
        "catalogue": described,
        "loading": get_texts().loading,
        "failure": get_texts().map_failure,
        "revision": state.revision,
        "layers": sorted(state.layers),
        "at": state.at,
        "fly": state.fly,
        "feature": state.feature,
        "lit": list(state.lit),
        "theme": state.theme,
        "scene": state.scene,
        "ticket": state.ticket,
        "rooms": state.rooms,
        "names": state.names,
        "positions": store.get_positions(),
        "live": live,
        "folded": state.folded,
        "reader": state.reader,
        "passage": state.passage,
        "undo": state.undo,
        "until": state.until,
    }
    return _frame(
        key=map_events.KEY,
        data=data,
        on_view_change=on_view,
        on_clicked_change=on_click,
        on_stepped_change=on_step,
        on_acted_change=on_act,
        on_written_change=actions.handle_notation,
        on_read_change=on_read,
        on_missing_change=send_again,
        on_screen_change=lambda: None,
    )


def show_page_map(
    context: PageContext,
    *,
    first: CornerBounds,
    layers: Collection[str] | None = None,
    **shown: Any,  # noqa: ANN401 - fields of MapState
) -> None:
    """Show the map of a page, whose events are handled by the rules of the page.

    Parameters
    ----------
    context
        What is chosen: the camera, the feature that is open, the names.
    first
        What the map shows where the selection has no camera.
    layers
        Ids of the layers of the pack that are on; those of the context where None.
    **shown
        Other fields of `MapState`.
    """
    camera, rules = context.selection.at, context.rules
    show_map(
        MapState(
            revision=store.get_revision(),
            layers=context.list_shown() if layers is None else layers,
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else first,
            feature=context.selection.feature,
            theme=context.theme,
            names=context.names,
            **shown,
        ),
        bridge=context.index.bridge,
        catalogue=context.index.catalogue,
        on_view=partial(actions.handle_view, rules),
        on_click=partial(actions.handle_click, rules),
        on_step=partial(actions.handle_scene, rules),
        on_act=partial(actions.handle_undo, rules),
    )
