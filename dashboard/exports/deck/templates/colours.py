"""Determine the colours of a template, and which of them are readable."""

import colorsys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout

from dashboard.exports.deck.shapes import SCHEME
from dashboard.theme import PALETTES, Palette

WHITE, BLACK = "#FFFFFF", "#000000"
READABLE, SEEN = 4.5, 3.0
"""Least contrasts of words and of other marks (WCAG 2.2, 1.4.3 and 1.4.11)."""
MIDDLE = 0.18
"""Luminance at which black and white can be read equally well."""
FILLS, GROUNDS = 1, 1001
"""First indices of the fills of a theme: those of shapes, and those of backgrounds."""
PRESET = {"white": WHITE, "black": BLACK}
SYSTEM = {"windowText": BLACK, "window": WHITE}

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Look:
    """How words and maps are coloured on a template."""

    theme: str
    """Key of `PALETTES`."""
    scheme: Mapping[str, str]
    """Colours of the palette that follow the template, and the names of those there."""
    plain: bool
    """Whether its background lets words be read."""


def find_look(layout: SlideLayout) -> Look:
    """Return what suits the background of a layout."""
    colours = _read_theme(layout)
    grounds = list(_list_grounds(layout, colours))
    scheme = _map_scheme(colours, _read_map(layout.slide_master.element))
    page = grounds or [scheme.get("bg1", WHITE)]
    theme = "dark" if sum(map(measure_luminance, page)) / len(page) < MIDDLE else "light"
    palette = PALETTES[theme]
    read = all(
        measure_contrast(ink, ground) >= READABLE
        for ink, ground in product((palette.ink, palette.ink2), page)
    )
    overridden = any(held.reltype == RELATIONSHIP_TYPE.THEME_OVERRIDE for held in layout.part.rels.values())
    plain = bool(grounds) and read and not overridden
    usable = _choose_scheme(scheme, palette, page if plain else [])
    return Look(theme, usable, plain)


def measure_luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB` (WCAG 2.2)."""
    shares = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own
        for part in _split(colour)
    )
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True))


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    low, high = sorted((measure_luminance(one), measure_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _choose_scheme(scheme: Mapping[str, str], palette: Palette, page: Iterable[str]) -> dict[str, str]:
    """Return the colours that can follow the template: its words stand on page, quote and map."""
    grounds = list(page)
    usable: dict[str, str] = {}

    def call(colour: str) -> str:
        return scheme[usable[colour]] if colour in usable else str(getattr(palette, colour))

    def try_one(colour: str, least: float, against: Iterable[str]) -> None:
        held = scheme.get(SCHEME[colour])
        if held and all(measure_contrast(held, other) >= least for other in against):
            usable[colour] = SCHEME[colour]

    try_one("paper", READABLE, [palette.ink, palette.ink2, palette.band, palette.lane, palette.disputed])
    grounds = grounds or [call("paper")]
    map_grounds = [call("paper"), palette.halo, palette.land, palette.sea_0]
    try_one("ink", READABLE, [*grounds, *map_grounds, palette.quote])
    try_one("ink2", READABLE, [*grounds, *map_grounds, palette.quote])
    try_one("quote", READABLE, [call("ink"), call("ink2")])
    try_one("accent", SEEN, [*grounds, call("paper"), palette.land])
    return usable


def _read_theme(layout: SlideLayout) -> etree._Element:
    return etree.fromstring(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def _read_map(element: etree._Element) -> dict[str, str]:
    """Return which colour of the theme each name stands for on a master or on a layout that says so."""
    held = element.find(f".//{qn('a:overrideClrMapping')}")
    held = element.find(qn("p:clrMap")) if held is None else held
    return dict(held.attrib) if held is not None else {}


def _map_scheme(theme: etree._Element, names: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a theme by the names of a map and by their own."""
    colours = {}
    scheme = next(theme.iter(qn("a:clrScheme")), None)
    for slot in scheme if scheme is not None else ():
        colour = _read_colour(slot, {})
        if colour and isinstance(slot.tag, str):
            colours[etree.QName(slot).localname] = colour
    return colours | {name: colours[held] for name, held in names.items() if held in colours}


def _list_grounds(layout: SlideLayout, theme: etree._Element) -> Iterable[str]:
    """Yield the colours of a background; none where it is a picture or a pattern."""
    master = layout.slide_master
    for element in (layout.element, master.element):
        ground = element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            names = _read_map(layout.element) or _read_map(master.element)
            yield from _read_ground(ground, theme, _map_scheme(theme, names))
            return
    yield WHITE


def _read_ground(ground: etree._Element, theme: etree._Element, scheme: Mapping[str, str]) -> Iterable[str]:
    styled = ground.find(qn("p:bgRef"))
    if styled is None:
        yield from _read_fill(next(iter(ground[0]), None), scheme)
        return
    colours = dict(scheme)
    if own := _read_colour(styled, scheme):
        colours["phClr"] = own
    yield from _read_fill(_find_fill(theme, int(styled.get("idx", "0"))), colours)


def _find_fill(theme: etree._Element, number: int) -> etree._Element | None:
    name, first = ("a:bgFillStyleLst", GROUNDS) if number >= GROUNDS else ("a:fillStyleLst", FILLS)
    fills = list(next(theme.iter(qn(name)), ()))
    return fills[number - first] if first <= number < first + len(fills) else None


def _read_fill(fill: etree._Element | None, scheme: Mapping[str, str]) -> Iterable[str]:
    if fill is None or fill.tag == qn("a:noFill"):
        yield WHITE
    elif fill.tag == qn("a:solidFill"):
        yield _read_colour(fill, scheme) or WHITE
    elif fill.tag == qn("a:gradFill"):
        stops = (_read_colour(stop, scheme) for stop in fill.iter(qn("a:gs")))
        yield from filter(None, stops)


def _read_colour(holder: etree._Element, scheme: Mapping[str, str]) -> str | None:
    """Return the colour that an element holds, with its changes of lightness; None where it has none."""
    element = next(iter(holder), None)
    if element is None or not isinstance(element.tag, str):
        return None
    value = element.get("val", "")
    colour = {
        "srgbClr": f"#{value}",
        "schemeClr": scheme.get(value),
        "sysClr": f"#{element.get('lastClr')}" if element.get("lastClr") else SYSTEM.get(value, WHITE),
        "prstClr": PRESET.get(value),
        "scrgbClr": _join([_share(element, part) for part in "rgb"]),
        "hslClr": _read_hsl(element),
    }.get(etree.QName(element).localname)
    if colour is None or not _is_colour(colour):
        return None
    return _change(colour, element)


def _is_colour(colour: str) -> bool:
    return len(colour) == len(WHITE) and all(part in "0123456789abcdefABCDEF" for part in colour[1:])


def _change(colour: str, changes: etree._Element) -> str:
    red, green, blue = _split(colour)
    for change in changes:
        share, name = _share(change, "val"), etree.QName(change).localname
        if name in {"lumMod", "lumOff"}:
            hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if name == "lumMod" else light + share
            red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), strength)
        elif name == "tint":
            red, green, blue = (1 - (1 - part) * share for part in (red, green, blue))
        elif name == "shade":
            red, green, blue = (part * share for part in (red, green, blue))
    return _join([red, green, blue])


def _read_hsl(element: etree._Element) -> str:
    hue = _number(element.get("hue")) / 21_600_000
    return _join(colorsys.hls_to_rgb(hue, _share(element, "lum"), _share(element, "sat")))


def _share(element: etree._Element, name: str) -> float:
    return _number(element.get(name)) / 100_000


def _number(text: str | None) -> float:
    """Return a whole number, 0 where a text is none."""
    return float(text) if text and text.lstrip("-").isdecimal() else 0.0


def _split(colour: str) -> Colour:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _join(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02X}" for part in parts)
