"""What the map has reported."""

import pytest
import streamlit as st

from dashboard.session import map_events


def report(moment: float, layer: str) -> dict[str, object]:
    return {"layers": [layer], "at": [0, 0, 2], "size": [300, 200], "moment": moment}


@pytest.mark.parametrize(
    ("reported", "found"),
    [
        ({}, None),
        ({"screen": report(1, "islands")}, "islands"),
        ({"screen": report(1, "islands"), "view": report(2, "seas")}, "seas"),
        ({"screen": report(3, "islands"), "view": report(2, "seas")}, "islands"),
    ],
)
def test_what_is_on_screen_is_what_was_told_last(
    reported: dict[str, object], found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "session_state", {map_events.KEY: reported})
    screen = map_events.find_screen()
    assert (screen and screen["layers"]) == (found and [found])
