"""The page of institutions and events in a real browser: common members, and what the date hides."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import read_link, wait_for_map

pytestmark = pytest.mark.browser


def count_shown(page: Page, key: str) -> int:
    """Return how many drawn parts of a feature the map shows."""
    return page.locator(f'.sb-map [data-feature="{key}"]:not(.sb-later)').count()


def read_bodies(page: Page, key: str) -> str | None:
    """Return in how many of the shown bodies a member is coloured to be."""
    return page.locator(f'.sb-map path[data-feature="{key}"]').get_attribute("data-bodies")


def read_fill(page: Page, key: str) -> str:
    drawn = page.locator(f'.sb-map path[data-feature="{key}"]')
    return str(drawn.evaluate("shape => getComputedStyle(shape).fill"))


def test_members_of_several_bodies_have_colours_of_their_own_and_the_date_hides_what_came_later(
    visit: Visit,
) -> None:
    page = visit("/institutions?date=2011-10")
    wait_for_map(page)
    expect(page.locator(".sb-common")).to_have_text(f"{ENGLISH.in_several}2")
    assert read_bodies(page, "members-arf.rus") == "2"
    assert (
        read_fill(page, "members-arf.rus")
        == read_fill(page, "members-eas.chn")
        != read_fill(page, "members-arf.pak")
    )
    assert count_shown(page, "members-eas.chn") == 1
    assert count_shown(page, "members-eas.usa") == 0
    assert count_shown(page, "events-brief.collision-2010") == 1
    assert count_shown(page, "events-brief.talks-2013") == 0
    page.get_by_role("slider").press("End")
    expect(
        page.get_by_text(
            ENGLISH.in_bodies.format(3, bodies="EAS, ARF and OSCE", date="October 2013", members=2)
        )
    ).to_be_visible()
    wait_for_map(page)
    assert read_link(page)["date"] == "2025-10"
    expect(page.locator(".sb-common")).to_have_text(f"{ENGLISH.in_several}23")
    assert read_bodies(page, "members-arf.rus") == "3"
    assert count_shown(page, "members-eas.usa") == 1
    assert count_shown(page, "events-brief.talks-2013") == 1
    assert count_shown(page, "events-later.adiz-2013") == 1


def test_a_body_that_is_switched_off_on_the_map_leaves_the_question(visit: Visit) -> None:
    page = visit("/institutions")
    wait_for_map(page)
    page.locator('.sb-row[data-layer="members-eas"] input').uncheck()
    expect(
        page.get_by_text(ENGLISH.in_bodies.format(2, bodies="ARF and OSCE", date="October 2013", members=4))
    ).to_be_visible()
