"""Use the map as a viewer does: wait until it stands still, find places on the screen, read what it shows."""

from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page

STILL = """async (limit_ms) => {
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const app = document.querySelector('[data-testid="stApp"]');
  const end = performance.now() + limit_ms;
  while (performance.now() < end) {
    const view = document.querySelector('.sb-frame')?.briefMap;
    const before = view?.map && view.revision !== null && view.describe();
    if (before) await Promise.all(view.visible().map((id) => view.packLayers[id].ready));
    await wait(450);
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const idle = app.dataset.testScriptState === 'notRunning';
    if (before && idle && view.map && view.root.isConnected && view.describe() === before) return true;
  }
  return false;
}"""
"""Layers are drawn, nothing moves over the wait of a report and three frames, and no script runs."""
PLACE = """([lat, lon]) => {
  const { map } = document.querySelector('.sb-frame').briefMap;
  const frame = map.getContainer().getBoundingClientRect();
  const point = map.latLngToContainerPoint([lat, lon]);
  return [frame.left + point.x, frame.top + point.y];
}"""
FIND_ON_LINE = """(key) => {
  const { map, packLayers } = document.querySelector('.sb-frame').briefMap;
  const frame = map.getContainer().getBoundingClientRect();
  for (const part of packLayers[key.split('.')[0]].getLayers()) {
    if (part.getElement?.()?.dataset.feature !== key || !part.getLatLngs) continue;
    for (const place of part.getLatLngs().flat(2)) {
      const point = map.latLngToContainerPoint(place);
      const [x, y] = [frame.left + point.x, frame.top + point.y];
      if (document.elementFromPoint(x, y)?.dataset.feature === key) return [x, y];
    }
  }
  return null;
}"""
"""The first vertex of a line at which nothing covers it."""


def wait_for_page(page: Page) -> None:
    """Wait until no script of Streamlit runs and the bar at the top has been drawn."""
    page.wait_for_selector('[data-test-script-state="notRunning"] .sb-page.sb-bar-button')


def wait_for_map(page: Page, *, limit_ms: int = 30_000) -> None:
    """Wait until the map is drawn and stands still.

    Raises
    ------
    TimeoutError
        It does not within the limit.
    """
    page.wait_for_selector(".sb-frame .leaflet-map-pane", state="attached")
    if not page.evaluate(STILL, limit_ms):
        raise TimeoutError(f"The map does not come to rest: {page.url}")


def locate(page: Page, lat: float, lon: float) -> tuple[float, float]:
    """Return where a place in degrees lies on the screen in pixels."""
    x, y = page.evaluate(PLACE, [lat, lon])
    return x, y


def locate_line(page: Page, key: str) -> tuple[float, float]:
    """Return a pixel at which a line can be clicked.

    Raises
    ------
    LookupError
        The line is not on the screen, or is covered everywhere.
    """
    found = page.evaluate(FIND_ON_LINE, key)
    if found is None:
        raise LookupError(f"{key} is nowhere to be clicked")
    x, y = found
    return x, y


def read_view(page: Page) -> dict[str, Any]:
    """Return the visible layers and the camera as the map has them."""
    view: dict[str, Any] = page.evaluate("document.querySelector('.sb-frame').briefMap.state()")
    return view


def read_link(page: Page) -> dict[str, str]:
    """Return the query parameters of the page's address."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def expect_link(page: Page, name: str, value: str | None) -> None:
    """Wait until a query parameter has a value, or is absent where that is None."""
    page.wait_for_function(
        "([name, value]) => new URL(location).searchParams.get(name) === value", arg=[name, value]
    )


def find_switch(page: Page, layer_id: str) -> Locator:
    """Return the checkbox of a layer."""
    return page.locator(f'.sb-row[data-layer="{layer_id}"] input')


def find_panel(page: Page) -> Locator:
    """Return the panel beside the map."""
    return page.locator(".st-key-panel")


def list_drawn(page: Page) -> set[str]:
    """Return the layers of which the map holds a drawn line, area or mark."""
    parts = page.locator(".sb-map path[data-layer], .sb-mark")
    return set(parts.evaluate_all("(parts) => parts.map((part) => part.dataset.layer)"))


def show_layers(page: Page, wanted: Collection[str]) -> None:
    """Switch layers on and off by their checkboxes until exactly these are visible."""
    for layer_id in set(read_view(page)["layers"]) ^ set(wanted):
        find_switch(page, layer_id).click()
    wait_for_map(page)
