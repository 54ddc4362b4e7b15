"""What the map tells Python is what the messages say."""

import json
from typing import Any, get_type_hints

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.messages import StateEvents, TriggerEvents, make_adapter
from tests.support.browser import Visit
from tests.support.map_page import find_switch, locate, wait_for_map

pytestmark = pytest.mark.browser

EVENTS = get_type_hints(StateEvents) | get_type_hints(TriggerEvents)
"""Name of an event -> what it is."""
LISTEN = """() => {
  const view = document.querySelector('.sb-frame').briefMap;
  let { host } = view;
  window.told = [];
  const hear = (way) => (name, value) => {
    window.told.push([name, value]);
    host[way](name, value);
  };
  const hearing = { setStateValue: hear('setStateValue'), setTriggerValue: hear('setTriggerValue') };
  Object.defineProperty(view, 'host', { get: () => hearing, set: (next) => (host = next) });
}"""
"""Note what is told while it goes on to Python."""


def listen(page: Page) -> None:
    wait_for_map(page)
    page.evaluate(LISTEN)


def await_events(page: Page, *names: str) -> None:
    """Wait until the map has told all of these, and check everything that it has told."""
    page.wait_for_function(
        "(names) => names.every((name) => told.some(([one]) => one === name))", arg=list(names)
    )
    told: list[tuple[str, Any]] = page.evaluate("told")
    for name, value in told:
        make_adapter(EVENTS[name]).validate_json(json.dumps([value]), strict=True)


def test_looking_around_clicking_and_taking_a_step_back_are_told(visit: Visit) -> None:
    page = visit("/explore?at=25.744,123.473,9.5")
    listen(page)
    page.mouse.click(*locate(page, 25.744, 123.473))
    await_events(page, "clicked")
    find_switch(page, "south-china-sea").uncheck()
    await_events(page, "view")
    wait_for_map(page)
    page.locator(".sb-tools button").first.click()
    await_events(page, "acted")


def test_a_toggle_and_a_move_of_the_map_are_told_once_each(visit: Visit) -> None:
    page = visit("/explore")
    expect(page.get_by_role("button", name=ENGLISH.save_view)).to_be_enabled()  # the first screen was told
    listen(page)
    switch = find_switch(page, "south-china-sea")
    for number, change in enumerate(
        (switch.uncheck, switch.check, page.locator(".leaflet-control-zoom-in").click)
    ):
        change()
        page.wait_for_function("(number) => told.length > number", arg=number)
        wait_for_map(page)
    await_events(page, "view")
    assert page.evaluate("told.map(([name]) => name)") == ["view"] * 3


def test_a_step_of_a_briefing_is_told(visit: Visit) -> None:
    page = visit("/briefing")
    listen(page)
    page.keyboard.press("ArrowRight")
    await_events(page, "stepped")


def test_what_is_read_is_told(visit: Visit) -> None:
    page = visit("/brief")
    listen(page)
    page.locator("[data-passage]").nth(3).click()
    await_events(page, "read")
