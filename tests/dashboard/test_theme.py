"""The palette and line styles that page and map share."""

import re
from dataclasses import fields

import pytest

from dashboard.theme import (
    BAND_EDGE,
    BAND_INSIDE_LEAST,
    LAYER_STYLES,
    PALETTES,
    Palette,
    fade_inside,
    write_palettes,
    write_styles,
)


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


def test_a_range_band_fades_as_it_comes_to_fill_the_view() -> None:
    left = [fade_inside(inside) for inside in (0, 0.2, 0.5, 0.8, 1)]
    assert left[0] == left[1] == 1
    assert left == sorted(left, reverse=True)
    assert left[-1] == pytest.approx(BAND_INSIDE_LEAST)


def test_the_style_sheet_fades_bands_as_pages_do() -> None:
    rule = re.search(
        r"opacity:calc\(1 - ([\d.]+)\*max\(0,\(var\(--sb-inside,0\) - ([\d.]+)\)/([\d.]+)\)\)", write_styles()
    )
    assert rule
    depth, start, room = map(float, rule.groups())
    for inside in (0, 0.4, 0.7, 1):
        assert 1 - depth * max(0, (inside - start) / room) == pytest.approx(fade_inside(inside))


def test_the_nominal_line_of_a_band_is_its_strongest_part() -> None:
    bands = [style for style in LAYER_STYLES.values() if style.mark == "band"]
    assert all(style.fill_opacity < style.stroke.opacity for style in bands)
    assert all(style.stroke.width_pt > 3 * BAND_EDGE.width_pt for style in bands)
    for name, palette in PALETTES.items():
        line = measure_contrast(palette.band, palette.sea_200)
        fills = [measure_contrast(getattr(palette, style.fill), palette.sea_200) for style in bands]
        assert line > 2.5 * max(fills), name
