"""The map component: hosts the folium map program and reports its events."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard.cartography.bounds import CornerBounds
from dashboard.components.text_alternative import IN_WORDS
from dashboard.i18n.texts import get_texts
from dashboard.messages import MapData, Rooms, Theme
from dashboard.session import actions, map_events, store
from dashboard.session.context import PageContext, PageRules, get_context
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

ROOMS = "rooms"
"""Address of the rooms, relative to the page."""
PART = "page_part"
"""Key of the part of a page that its map belongs to, which runs again when something was chosen."""
_MAP_PART = "map_part"
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
    """Where others can follow what is on the map; None where nobody can."""
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
    timed: bool = False
    """Whether events stand along a bar, on which the viewer chooses up to when to show."""


def _ignore() -> None:
    """Take an event of which nothing follows."""


@dataclass(frozen=True)
class Handlers:
    """What is called when the map has told something; `dashboard.messages` says what the events are."""

    view: Callable[[], None] = _ignore
    """Layers or camera were changed in the browser."""
    click: Callable[[], None] = _ignore
    """Something was clicked."""
    step: Callable[[], None] = _ignore
    """The map went to another scene of the briefing, or back to its own, or asks for a scene of another pack
    that another window shows, or shows what a presenter shows."""
    act: Callable[[], None] = _ignore
    """A step is to be taken back, or all of them."""
    read: Callable[[], None] = _ignore
    """Another passage is being read."""
    write: Callable[[], None] = actions.handle_notation
    """Positions are to be written in another notation."""
    screen: Callable[[], None] = _ignore
    """The map has come to rest."""


def show_map(
    state: MapState,
    *,
    bridge: str,
    catalogue: str | PackPayload,
    handlers: Handlers = Handlers(),
) -> Any:  # noqa: ANN401 - Streamlit's component result
    """Draw the map and return the component's result, which has the last events by their names.

    The features of a live layer and those of a pack that is not served travel once in a session; after that a
    key stands for them. A browser that does not hold them asks for them again.

    Parameters
    ----------
    state
        What to show.
    bridge, catalogue
        Addresses of the bridge module and of the layer catalogue, relative to the page; of a pack that is not
        served, what travels instead of its catalogue and layers.
    handlers
        What is called when the map has told something.
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
        "timed": state.timed,
    }
    return _frame(
        key=map_events.KEY,
        data=data,
        on_view_change=handlers.view,
        on_clicked_change=handlers.click,
        on_stepped_change=handlers.step,
        on_acted_change=handlers.act,
        on_written_change=handlers.write,
        on_read_change=handlers.read,
        on_missing_change=send_again,
        on_screen_change=handlers.screen,
    )


def show_page_map(
    context: PageContext,
    *,
    first: CornerBounds,
    also: Collection[str] = (),
    **shown: Any,  # noqa: ANN401 - other fields of MapState
) -> None:
    """Show the map of a page, whose events are handled by the rules of the page.

    The page calls it in a fragment with the key `PART`. When layers were switched or the map was moved, the
    map alone runs again, and after all else that was done on it the whole part.

    Parameters
    ----------
    context
        What is chosen: the camera, the feature that is open, the names.
    first
        What the map shows where the selection has no camera.
    also
        Ids of layers of the pack that are on beside those that the context shows.
    **shown
        Other fields of `MapState`.
    """
    rules = context.rules

    @st.fragment(key=_MAP_PART)
    def show() -> None:
        _show_now(get_context(rules), first, also, shown)

    show()


def _show_now(
    context: PageContext, first: CornerBounds, also: Collection[str], shown: Mapping[str, Any]
) -> None:
    camera, rules = context.selection.at, context.rules
    show_map(
        MapState(
            revision=store.get_revision(),
            layers=context.list_shown() | frozenset(also),
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else first,
            feature=context.selection.feature,
            theme=context.theme,
            names=context.names,
            undo=store.can_step_back() if rules.with_steps else None,
            timed=rules.timed,
            rooms={"url": ROOMS, "follows": store.find_room()},
            **shown,
        ),
        bridge=context.index.bridge,
        catalogue=context.index.catalogue,
        handlers=Handlers(
            view=partial(_handle_view, rules),
            click=partial(_handle, actions.handle_click, rules),
            step=partial(_handle, actions.handle_scene, rules),
            act=partial(_handle, actions.handle_undo, rules),
            write=partial(_handle, actions.handle_notation),
            screen=partial(_handle_screen, rules),
        ),
    )


def _handle(handle: Callable[..., None], *arguments: object) -> None:
    """Handle what was done on the map, and have the whole part run, unless the page has been left."""
    if map_events.has_map():
        handle(*arguments)
        st.rerun(PART)


def _handle_view(rules: PageRules) -> None:
    if map_events.has_map():
        actions.handle_view(rules)
        _handle_screen(rules)


def _handle_screen(rules: PageRules) -> None:
    """Have the whole part run where something beside the map tells, or waits for, what is on screen."""
    if map_events.pop_awaited() or rules.told_beside or st.session_state.get(IN_WORDS):
        st.rerun(PART)
