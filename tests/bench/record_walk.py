"""Walk through a briefing by keyboard, full screen, and keep a picture of each scene, light and dark."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from browser import launch_chromium
from playwright.sync_api import Page, sync_playwright

THEMES = ("light", "dark")
STILL_MS = 2500
"""Longer than a flight, a fade and the fetching of a layer."""


def main() -> int:
    """Record the walk at the address of a running application."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to put the pictures")
    parser.add_argument("--address", default="http://localhost:8501", help="address of the application")
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES, help="themes to walk in")
    parser.add_argument("--scenes", type=int, metavar="N", help="the first N scenes alone (default all)")
    parser.add_argument("--size", default="1366x768", metavar="WxH", help="size of the window in pixels")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for theme in options.themes:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{options.address}/briefing?theme={theme}")
            for name in walk(page, options.scenes):
                page.screenshot(path=options.folder / f"{name}-{theme}.png")
                print(name, theme, file=sys.stderr)  # noqa: T201 - a command reports its progress
            page.close()
        browser.close()
    return 0


def walk(page: Page, limit: int | None) -> Iterator[str]:
    """Go from scene to scene by the right arrow; yield a name for each once it stands still."""
    steps = page.locator(".sb-rail-step")
    steps.first.wait_for(timeout=120_000)
    page.wait_for_timeout(2 * STILL_MS)
    page.keyboard.press("f")
    count = min(steps.count(), limit or steps.count())
    for number in range(1, count + 1):
        page.wait_for_timeout(STILL_MS)
        yield f"{number:02}"
        page.keyboard.press("ArrowRight")


if __name__ == "__main__":
    sys.exit(main())
