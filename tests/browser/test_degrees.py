"""Degrees of meridians and parallels on the edge of the map."""

import pytest

from tests.support.browser import Visit
from tests.support.map_page import wait_for_map

pytestmark = pytest.mark.browser

READ = """() => {
  const find = (selector) =>
    [...document.querySelectorAll(selector)].map((part) => [part, part.getBoundingClientRect()]);
  const furniture = find(".sb-stamp, .sb-stage-bar button");
  const meets = (a) => furniture.some(([, b]) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
  const degrees = find(".sb-degrees span").map(([part, box]) =>
    ({ shown: getComputedStyle(part).visibility === "visible", covered: meets(box) }));
  return [degrees.filter((one) => one.covered), degrees.filter((one) => one.shown && !one.covered).length];
}"""
"""Those that something covers, and how many others are shown."""


def test_degrees_that_the_stamp_or_a_button_covers_are_not_shown(visit: Visit) -> None:
    page = visit("/explore?at=20,125,4", viewport={"width": 740, "height": 768})
    wait_for_map(page)
    page.wait_for_function(f"() => ({READ})()[0].every((one) => !one.shown)")
    covered, others = page.evaluate(READ)
    assert covered
    assert others > 1
