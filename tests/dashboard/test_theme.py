"""The palette and line styles that page and map share."""

import re
from dataclasses import fields
from itertools import combinations, pairwise

import numpy as np
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


MACHADO = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""
TOGETHER = (
    ("members-nato", "members-partners"),
    ("members-nato", "members-eu", "members-of-2"),
    ("members-osce", "members-arf", "members-of-2", "members-of-3", "members-of-4"),
)
"""Styles that scenes show side by side."""


def read_linear(palette: Palette, key: str) -> np.ndarray:
    """Return the colour of a style over land, or of the land itself, as linear RGB."""
    style = LAYER_STYLES.get(key)
    opacity = style.fill_opacity if style else 0
    codes = [palette.land, getattr(palette, style.fill) if style else palette.land]
    under, over = (np.array([int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]) for code in codes)
    mixed = under * (1 - opacity) + over * opacity
    return np.where(mixed <= 0.04045, mixed / 12.92, ((mixed + 0.055) / 1.055) ** 2.4)


def measure_lab(linear: np.ndarray) -> np.ndarray:
    """Return CIE L*a*b* (D65) of linear sRGB."""
    to_xyz = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.072175],
        [0.0193339, 0.119192, 0.9503041],
    ]
    relative = np.array(to_xyz) @ linear.clip(0, 1) / [0.95047, 1, 1.08883]
    root = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@pytest.mark.parametrize("sight", MACHADO)
@pytest.mark.parametrize("styles", TOGETHER)
def test_members_side_by_side_differ_for_colour_blind_viewers(
    palette: Palette, sight: str, styles: tuple[str, ...]
) -> None:
    seen = [measure_lab(np.array(MACHADO[sight]) @ read_linear(palette, key)) for key in ("land", *styles)]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 12


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_each_step_of_the_scale_of_common_members_is_farther_from_the_land(palette: Palette) -> None:
    steps = [palette.common_2, palette.common_3, palette.common_4]
    contrasts = [measure_contrast(step, palette.land) for step in steps]
    assert contrasts[0] > 2.5
    assert all(after > 1.4 * before for before, after in pairwise(contrasts))
