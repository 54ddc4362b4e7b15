"""Use the map as a viewer does: wait until it stands still, find places on the screen, read what it shows."""

from typing import Any

from playwright.sync_api import Locator, Page

FIRST_START_MS = 180_000
"""Longest preparation of the served files at the first start."""
STILL = """async () => {
  const view = document.querySelector('.sb-frame')?.briefMap;
  if (!view?.map || view.revision === null) return false;
  const before = view.describe();
  await Promise.all(view.visible().map((id) => view.packLayers[id].ready));
  await new Promise((resolve) => setTimeout(resolve, 400));
  return view.describe() === before;
}"""
"""Every visible layer is drawn, and neither camera nor layers have changed for 0.4 s."""
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


def wait_for_map(page: Page, *, limit_ms: int = FIRST_START_MS) -> None:
    """Wait until the map stands still and the page's script has run."""
    page.wait_for_function(STILL, timeout=limit_ms)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


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


def find_switch(page: Page, layer_id: str) -> Locator:
    """Return the checkbox of a layer."""
    return page.locator(f'.sb-row[data-layer="{layer_id}"] input')


def find_panel(page: Page) -> Locator:
    """Return the panel beside the map."""
    return page.locator(".st-key-panel")
