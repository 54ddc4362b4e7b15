"""The palette and line styles that page and map share."""

import re
from dataclasses import fields

import pytest

from dashboard.theme import LAYER_STYLES, PALETTES, Palette, write_palettes, write_styles


def measure_luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def measure_contrast(first: str, second: str) -> float:
    lighter, darker = sorted((measure_luminance(first), measure_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("text", ["ink", "ink2", "accent", "band"])
def test_text_on_paper_has_the_contrast_of_wcag_aa(palette: Palette, text: str) -> None:
    assert measure_contrast(getattr(palette, text), palette.paper) >= 4.5


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_colour_is_written_out(palette: Palette) -> None:
    assert all(re.fullmatch("#[0-9A-F]{6}", getattr(palette, field.name)) for field in fields(palette))


def test_the_style_sheet_has_a_rule_for_every_layer_style() -> None:
    css = write_styles()
    assert all(f".sb-{part}.sb-{key}{{" in css for key in LAYER_STYLES for part in ("line", "fill"))


def test_a_style_sheet_names_no_colour_that_no_palette_has() -> None:
    defined = set(re.findall(r"(--[\w-]+):", write_palettes()))
    assert set(re.findall(r"var\((--[\w-]+)\)", write_styles())) <= defined


def test_lanes_and_bands_differ_by_form_and_not_by_colour_alone() -> None:
    drawn = [(style.stroke.width_pt, style.stroke.dash, style.mark) for style in LAYER_STYLES.values()]
    lanes = [form for form in drawn if form[2] == "lane"]
    bands = [form for form in drawn if form[2] == "band"]
    assert len(set(lanes)) == len(lanes)
    assert len(set(bands)) == len(bands)
