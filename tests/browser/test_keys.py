"""The keys of a briefing in a real browser: Caps Lock, other keyboards, fields and dialogs."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.browser.test_two_windows import expect_in_step, expect_scene, open_speaker
from tests.support.browser import Visit
from tests.support.map_page import find_panel, wait_for_map

pytestmark = pytest.mark.browser

PRESS = """([key, code, more]) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, bubbles: true, composed: true, cancelable: true, ...more })
)"""
"""Press a key as a keyboard does that Playwright does not have; returns whether the page left it alone."""
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"
COVER = "() => getComputedStyle(document.elementFromPoint(innerWidth / 2, innerHeight / 2)).backgroundColor"


def press(page: Page, key: str, code: str, **more: bool) -> bool:
    left: bool = page.evaluate(PRESS, [key, code, more])
    return left


def expect_cover(page: Page, colour: str | None) -> None:
    """Expect the whole window to be of one colour, or the map to be seen."""
    expect(page.locator(".sb-blank")).to_have_count(0 if colour is None else 1)
    if colour:
        assert page.evaluate(COVER) == colour
        box = page.locator(".sb-blank").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (1366, 768)


LETTERS = (
    ("N", "KeyN", {}),  # Caps Lock
    ("N", "KeyN", {"shiftKey": True}),
    ("т", "KeyN", {}),  # Cyrillic
    ("Т", "KeyN", {}),
    ("ν", "KeyN", {}),  # Greek
    ("Process", "KeyN", {}),  # an input method for Chinese or Japanese is on
    ("n", "KeyL", {}),  # Dvorak: the letter, not the place
)


def test_a_letter_key_is_the_letter_in_any_case_and_on_any_keyboard(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    notes = find_panel(page).locator(".sb-notes")
    for number, (key, code, more) in enumerate(LETTERS):
        press(page, key, code, **more)
        expect(notes).to_be_visible(visible=number % 2 == 0)


def test_caps_lock_is_no_matter_to_any_key(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("() => new URL(location).searchParams.has('at')")
    press(page, "R", "KeyR")
    page.wait_for_function("() => !new URL(location).searchParams.has('at')")
    page.keyboard.press("Shift+F")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("Shift+F")
    page.wait_for_function("() => document.fullscreenElement === null")
    press(page, "B", "KeyB")
    expect_cover(page, BLACK)
    press(page, "B", "KeyB")
    with page.expect_popup() as opened:
        page.keyboard.press("Shift+S")
    wait_for_map(opened.value)


def test_the_keypad_steps_with_and_without_num_lock(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    for key, code, number in (
        ("6", "Numpad6", 2),
        ("ArrowRight", "Numpad6", 3),
        ("3", "Numpad3", 4),
        ("Enter", "NumpadEnter", 5),
        ("4", "Numpad4", 4),
        ("PageUp", "Numpad9", 3),
        ("7", "Numpad7", 1),
    ):
        press(page, key, code)
        expect_scene(page, number)
    press(page, ",", "NumpadDecimal")  # the mark of a German keypad
    expect_cover(page, BLACK)
    assert press(page, "6", "Digit6")  # a digit of the main block means nothing


def test_a_key_held_down_goes_one_scene(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    page.keyboard.down("PageDown")
    for _ in range(10):
        page.keyboard.down("PageDown")
    page.keyboard.up("PageDown")
    expect_scene(page, 2)
    page.keyboard.press("PageDown")
    expect_scene(page, 3)


def test_the_screen_goes_black_and_white_and_comes_back_to_the_same_scene(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    for key, colour in ((".", BLACK), ("b", BLACK), ("w", WHITE), (",", WHITE)):
        for back in (key, "PageDown", "ArrowLeft", " ", "Escape"):
            page.keyboard.press(key)
            expect_cover(page, colour)
            page.keyboard.press(back)
            expect_cover(page, None)
        page.keyboard.press(key)
        page.mouse.click(500, 300)
        expect_cover(page, None)
        expect_scene(page, 11)
    page.keyboard.press("b")
    page.keyboard.press("w")
    expect_cover(page, WHITE)
    page.keyboard.press("r")
    page.get_by_role("button", name=ENGLISH.black_screen).click()
    expect_cover(page, BLACK)
    page.keyboard.press(" ")  # the button still has the focus
    expect_cover(page, None)
    expect_scene(page, 11)


def test_the_speaker_makes_the_main_window_black_and_keeps_the_notes(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    speaker = open_speaker(page)
    speaker.keyboard.press(".")
    expect_cover(page, BLACK)
    expect_cover(speaker, None)
    expect(speaker.locator(".sb-said")).to_have_text(ENGLISH.screen_is_blank)
    page.reload()
    wait_for_map(page)
    expect_cover(page, BLACK)
    speaker.keyboard.press("PageDown")
    expect_cover(page, None)
    expect(speaker.locator(".sb-said")).to_be_hidden()
    expect_in_step(page, speaker, 11)
    pages = len(page.context.pages)
    speaker.keyboard.press("s")
    speaker.keyboard.press("PageDown")
    expect_scene(page, 12)
    assert len(page.context.pages) == pages


def test_keys_with_control_alt_or_meta_are_the_browsers(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    for key in ("b", "n", "f", "s", "PageDown"):
        for modifier in ("ctrlKey", "altKey", "metaKey"):
            assert press(page, key, f"Key{key.upper()}", **{modifier: True})
    page.keyboard.press("PageDown")
    expect_scene(page, 2)
    expect_cover(page, None)
    expect(find_panel(page).locator(".sb-notes")).to_be_hidden()


FIELDS = (
    "<input>",
    "<textarea></textarea>",
    "<div contenteditable='plaintext-only' tabindex='0'></div>",
    "<div role='dialog'><button>b</button></div>",
    "<div role='grid' tabindex='0'></div>",
    "<select><option>b</option></select>",
)


def test_keys_in_a_field_or_a_dialog_are_not_the_briefings(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    for field in FIELDS:
        page.evaluate(
            "(field) => { const place = document.createElement('div'); place.innerHTML = field;"
            " document.body.append(place); (place.querySelector('button') ?? place.firstChild).focus(); }",
            field,
        )
        for key in ("b", "n", "PageDown", "."):
            page.keyboard.press(key)
        page.evaluate("document.activeElement.blur()")
    page.keyboard.press("PageDown")
    expect_scene(page, 2)
    expect_cover(page, None)
    expect(find_panel(page).locator(".sb-notes")).to_be_hidden()


def test_the_buttons_say_their_keys(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    titles = page.locator(".sb-rail button[title]").evaluate_all(
        "(all) => all.map((one) => one.title).join(' ')"
    )
    for key in ("(S)", "(F)", "(N)", "(R)", "B or full stop", "W or comma", "Page Down", "Page Up"):
        assert key in titles
