"""Colours, type and line styles shared by page, map, slide and deck."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from dashboard.marks import MARKS, MarkKind

PX_PER_PT = 4 / 3
"""CSS pixels to a point, so that one token gives the same size on page and slide."""


@dataclass(frozen=True)
class Palette:
    """Colours of one theme as `#RRGGBB`; checked for colour-blind viewers in pairs that must differ."""

    paper: str
    """Page, panel and footer ground."""
    quote: str
    """Ground of a quote box and of bar tracks."""
    ink: str
    """Text."""
    ink2: str
    """Secondary text."""
    rule: str
    """Hairlines."""
    accent: str
    """Bars and links."""
    land: str
    coast: str
    border: str
    country_label: str
    city_label: str
    sea_0: str
    """Sea shallower than 50 m; the following are deeper than 50, 200, 1,000, 3,000 and 6,000 m."""
    sea_50: str
    sea_200: str
    sea_1000: str
    sea_3000: str
    sea_6000: str
    graticule: str
    water: str
    """Sea names and sea limits."""
    lane: str
    casing: str
    band: str
    """Band lines, generalised coast and the notional stamp."""
    band_outer: str
    band_middle: str
    band_inner: str
    disputed: str
    body_a: str
    """Members of one of the bodies that a map shows."""
    body_b: str
    body_c: str
    body_d: str
    body_e: str
    common_2: str
    """Members of two of them, then of three, and of four or more: one scale, away from the land."""
    common_3: str
    common_4: str
    halo: str


LIGHT = Palette(
    paper="#FAF8F3",
    quote="#F0ECE2",
    ink="#1B2A34",
    ink2="#50606B",
    rule="#C9C3B6",
    accent="#0F6E78",
    land="#EAE6DD",
    coast="#9C9585",
    border="#CFC8B8",
    country_label="#736A58",
    city_label="#3B464E",
    sea_0="#EAF3F6",
    sea_50="#DCEAF1",
    sea_200="#CADEEA",
    sea_1000="#B5D0E1",
    sea_3000="#A1C1D7",
    sea_6000="#8FB2CC",
    graticule="#7E9CB0",
    water="#2C5F83",
    lane="#12305A",
    casing="#FFFFFF",
    band="#74300C",
    band_outer="#FBEBD8",
    band_middle="#F6D2AE",
    band_inner="#EDB283",
    disputed="#9331C4",
    body_a="#4A4FA3",
    body_b="#3F7F4E",
    body_c="#94621A",
    body_d="#A03A63",
    body_e="#1F7F8C",
    common_2="#868D9B",
    common_3="#5A6377",
    common_4="#364058",
    halo="#FFFFFF",
)

DARK = Palette(
    paper="#10191F",
    quote="#182530",
    ink="#EEF2F3",
    ink2="#A9B7BF",
    rule="#33424C",
    accent="#4FB3BF",
    land="#2A3137",
    coast="#5C6A73",
    border="#3C464D",
    country_label="#8D9AA2",
    city_label="#C9D2D7",
    sea_0="#2B495D",
    sea_50="#243E51",
    sea_200="#1D3445",
    sea_1000="#172A39",
    sea_3000="#11212D",
    sea_6000="#0B1822",
    graticule="#3E5A6C",
    water="#8FB9D4",
    lane="#E8F1FA",
    casing="#0E1B26",
    band="#FFC08F",
    band_outer="#3B322F",
    band_middle="#5C4030",
    band_inner="#94552F",
    disputed="#F65CB4",
    body_a="#9AA2F2",
    body_b="#7CC58D",
    body_c="#D9A652",
    body_d="#EE8DB0",
    body_e="#5CC3D0",
    common_2="#8794A1",
    common_3="#AEB8C2",
    common_4="#DAE0E6",
    halo="#0E1B26",
)

PALETTES = {"light": LIGHT, "dark": DARK}

DEPTHS_M = (50, 200, 1000, 3000, 6000)
"""Upper edges of the depth bands in metres; water shallower than the first has the colour `sea_0`."""


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn."""

    colour: str
    """Field of `Palette`."""
    width_pt: float
    """Width in points."""
    dash: tuple[float, ...] = ()
    """Dash pattern in multiples of the width; empty for a solid line."""
    opacity: float = 1

    @property
    def width_px(self) -> float:
        """Width in CSS pixels."""
        return round(self.width_pt * PX_PER_PT, 2)

    @property
    def dash_px(self) -> tuple[float, ...]:
        """Dash pattern in CSS pixels."""
        return tuple(round(part * self.width_pt * PX_PER_PT, 1) for part in self.dash)


@dataclass(frozen=True)
class LayerStyle:
    """How the features of a layer are drawn."""

    mark: str
    """What is drawn: a key of `marks.MARKS`."""
    stroke: Stroke
    """Line, or outline of an area."""
    fill: str = ""
    """Field of `Palette`; empty for no fill."""
    fill_opacity: float = 0
    casing_pt: float = 0
    """How much wider than the line its casing is, in points."""
    unlimited: bool = False
    """Whether nobody has set limits to its areas, so that their outline is only ours."""
    aside_pt: float = 0
    """How far a lane is drawn to the right of its course, so that lanes on one course lie side by side."""

    @property
    def mark_kind(self) -> MarkKind:
        """What renderers have to know of its mark."""
        return MARKS[self.mark]


SOLID: tuple[float, ...] = ()
DASHED = (5, 2)
DOTTED = (1.2, 1.6)
DASH_DOT = (7, 2.5, 1.5, 2.5)
LONG_DASH = (7, 3)


def _lane(dash: tuple[float, ...], *, width_pt: float = 2.8, aside_pt: float = 0) -> LayerStyle:
    return LayerStyle("lane", Stroke("lane", width_pt, dash), casing_pt=2.4, aside_pt=aside_pt)


def _band(fill: str, dash: tuple[float, ...] = SOLID, *, fill_opacity: float = 0.7) -> LayerStyle:
    return LayerStyle("band", Stroke("band", 1.9, dash), fill=fill, fill_opacity=fill_opacity)


def _members(colour: str, *, fill_opacity: float = 0.36) -> LayerStyle:
    return LayerStyle("members", Stroke(colour, 0.6, SOLID, 0.7), fill=colour, fill_opacity=fill_opacity)


MOST_BODIES = 4
"""Number of bodies from which their common members have the last colour of the scale."""

LAYER_STYLES = {
    "sea": LayerStyle("sea", Stroke("water", 1.5, (4, 2), 0.85), fill="water", fill_opacity=0.07),
    "islands": LayerStyle("islands", Stroke("disputed", 1), fill="disputed", fill_opacity=0.85),
    "outline": LayerStyle(
        "sea", Stroke("water", 1, (4, 2), 0.5), fill="water", fill_opacity=0.1, unlimited=True
    ),
    "zone-12": LayerStyle("zone", Stroke("water", 0.9), fill="water"),
    "zone-24": LayerStyle("zone", Stroke("water", 0.9, (4, 3)), fill="water"),
    "zone-200": LayerStyle("zone", Stroke("water", 1.3, (9, 3, 2, 3), 0.9), fill="water"),
    "chain": LayerStyle("line", Stroke("ink2", 2.2, (6, 3)), casing_pt=2),
    "chain-dotted": LayerStyle("line", Stroke("ink2", 2.2, (1.5, 2)), casing_pt=2),
    "claim": LayerStyle("line", Stroke("disputed", 1.8, (3, 2)), casing_pt=2),
    "claim-strokes": LayerStyle("line", Stroke("disputed", 2.4), casing_pt=2),
    "feature": LayerStyle("feature", Stroke("disputed", 1), fill="disputed", fill_opacity=0.85),
    "incident": LayerStyle("point", Stroke("disputed", 1.6), fill="paper", fill_opacity=1),
    "place": LayerStyle("place", Stroke("lane", 1.6), fill="lane", fill_opacity=1),
    "place-minor": LayerStyle("place", Stroke("ink2", 1.6), fill="ink2", fill_opacity=1),
    "spokes": LayerStyle("spoke", Stroke("lane", 2, (4, 2)), casing_pt=2.4),
    "members-nato": _members("body_a"),
    "members-partners": _members("body_c"),
    "members-eu": _members("body_b"),
    "members-asean": _members("body_b"),
    "members-eas": _members("body_d"),
    "members-arf": _members("body_e"),
    "members-osce": _members("body_c"),
    "members": _members("body_d"),
    **{
        f"members-of-{bodies}": _members(f"common_{bodies}", fill_opacity=1)
        for bodies in range(2, MOST_BODIES + 1)
    },
    "actor": LayerStyle("actor", Stroke("accent", 1.6), fill="accent", fill_opacity=1),
    "event": LayerStyle("event", Stroke("accent", 1.6), fill="accent", fill_opacity=1),
    "event-context": LayerStyle("event", Stroke("ink2", 1.6)),
    "event-later": LayerStyle("event", Stroke("ink2", 1.6, (1, 1))),
    "own-area": LayerStyle("own", Stroke("ink2", 1.5), fill="ink2", fill_opacity=0.2),
    "own-line": LayerStyle("line", Stroke("ink2", 2.2), casing_pt=2),
    "own-point": LayerStyle("place", Stroke("ink", 1.6), fill="ink", fill_opacity=1),
    "own-arrow": LayerStyle("arrow", Stroke("casing", 1), fill="ink", fill_opacity=0.86),
    "own-note": LayerStyle("note", Stroke("ink", 1.6), fill="ink", fill_opacity=1),
    "gate": LayerStyle("gate", Stroke("ink", 2.6), casing_pt=2),
    "lane": _lane(SOLID),
    "lane-dashed": _lane(DASHED, aside_pt=4.2),
    "lane-dotted": _lane(DOTTED, aside_pt=-4.2),
    "lane-minor": _lane(SOLID, width_pt=1.8, aside_pt=-7.5),
    "lane-minor-dashed": _lane(LONG_DASH, width_pt=1.8, aside_pt=7.5),
    "lane-minor-dotted": _lane(DOTTED, width_pt=1.8, aside_pt=10.5),
    "lane-before": LayerStyle("lane", Stroke("ink2", 1.8, (3, 2)), casing_pt=2),
    "port": LayerStyle("port", Stroke("lane", 1.6), fill="paper", fill_opacity=1),
    "gate-closed": LayerStyle("gate", Stroke("band", 4), casing_pt=2.4),
    "detour": LayerStyle("lane", Stroke("accent", 2.8, DASH_DOT), casing_pt=2.4),
    "band-surface-to-air": _band("band_inner", DOTTED),
    "band-coastal-antiship": _band("band_inner"),
    "band-aircraft": _band("band_middle", LONG_DASH),
    "band-aircraft-short": _band("band_middle", (10, 3)),
    "band-short-range": _band("band_middle", DASHED, fill_opacity=0),
    "band-medium-range": _band("band_outer", DASH_DOT),
    "band-land-attack": _band("band_outer", (3, 2)),
    "band-aircraft-long": _band("band_outer", (9, 2, 1.5, 2, 1.5, 2)),
    "band-over-horizon-radar": _band("band_outer", (2, 2), fill_opacity=0.3),
}
"""Style key of a layer record -> how it is drawn."""

OWN = frozenset(key for key in LAYER_STYLES if key.startswith("own-"))
"""Styles of what a viewer brings or draws."""
BAND_EDGE = Stroke("band", 0.6, SOLID, 0.4)
"""Inner and outer edge of a range band."""
BAND_INSIDE_FROM, BAND_INSIDE_LEAST = 0.35, 0.12
"""Share of the view from which a range band fades that fills it, and what is left of it at last."""
COAST = Stroke("coast", 0.6)
BORDER = Stroke("border", 0.8)
CONTESTED_BORDER = Stroke("border", 1.1, (2.5, 2.5))
GRATICULE = Stroke("graticule", 0.5, SOLID, 0.4)


def choose_common_style(bodies: int) -> str:
    """Return the key of the style in which members of several bodies are drawn."""
    return f"members-of-{min(bodies, MOST_BODIES)}"


def fade_inside(inside: float) -> float:
    """Return what is left of the fill of a range band that fills a share of the view, from 0 to 1."""
    beyond = max(0.0, (inside - BAND_INSIDE_FROM) / (1 - BAND_INSIDE_FROM))
    return 1 - (1 - BAND_INSIDE_LEAST) * beyond


def write_palettes() -> str:
    """Return a style sheet that defines the colours of each palette as custom properties of its class."""
    return "".join(_write_palette(f".sb-{name}", name) for name in PALETTES)


def write_root_palette(name: str) -> str:
    """Return a style sheet that defines the colours of one palette for the whole page."""
    return _write_palette(":root", name)


def write_styles() -> str:
    """Return a style sheet with a class for each line and area style of the map."""
    rules = [rule for key, style in LAYER_STYLES.items() for rule in _write_layer_rules(key, style)]
    base = {
        "coast": COAST,
        "border": BORDER,
        "border-contested": CONTESTED_BORDER,
        "graticule": GRATICULE,
        "edge": BAND_EDGE,
    }
    rules += [f".sb-{name}{{{_write_stroke(stroke)};fill:none}}" for name, stroke in base.items()]
    rules += [f".sb-depth-{depth}{{stroke:none;fill:var(--sb-sea-{depth})}}" for depth in DEPTHS_M]
    rules += _write_common_rules()
    rules.append(_write_fading())
    return "\n".join(rules) + "\n"


def _write_common_rules() -> Iterable[str]:
    """Yield rules for the members of several bodies, which override those of each body."""
    for bodies in range(2, MOST_BODIES + 1):
        colour = f"var({_variable(f'common_{bodies}')})"
        edge = f"stroke:var({_variable('border')})"
        yield f'.sb-frame [data-bodies="{bodies}"]{{--sb-mark:{colour};fill:{colour};fill-opacity:1;{edge}}}'


def _write_fading() -> str:
    """Return `fade_inside` as a rule for the fills of range bands, which any other rule overrides."""
    beyond = f"max(0,(var(--sb-inside,0) - {BAND_INSIDE_FROM:g})/{1 - BAND_INSIDE_FROM:g})"
    return f':where(.sb-fill[class*="sb-band"]){{opacity:calc(1 - {1 - BAND_INSIDE_LEAST:g}*{beyond})}}'


def _write_palette(selector: str, name: str) -> str:
    tokens = ";".join(
        f"--sb-{field.name.replace('_', '-')}:{getattr(PALETTES[name], field.name)}"
        for field in fields(Palette)
    )
    return f"{selector}{{{tokens};color-scheme:{name}}}\n"


def _write_layer_rules(key: str, style: LayerStyle) -> list[str]:
    rules = [f".sb-line.sb-{key}{{{_write_stroke(style.stroke)};fill:none}}"]
    fill = f"var({_variable(style.fill)})" if style.fill else "transparent"
    edge = _write_stroke(style.stroke) if style.mark_kind.counted else "stroke:none"
    rules.append(f".sb-fill.sb-{key}{{{edge};fill:{fill}}}")
    if style.mark_kind.own_colour:
        rules.append(f".sb-mark.sb-{key}{{--sb-mark:var({_variable(style.stroke.colour)})}}")
    if style.casing_pt:
        width = round((style.stroke.width_pt + style.casing_pt) * PX_PER_PT, 2)
        rules.append(
            f".sb-casing.sb-{key}{{stroke:var(--sb-casing);stroke-width:{width}px;stroke-opacity:.85;fill:none}}"
        )
    return rules


def _write_stroke(stroke: Stroke) -> str:
    declarations = [
        f"stroke:var({_variable(stroke.colour)})",
        f"stroke-width:{stroke.width_px}px",
        f"stroke-opacity:{stroke.opacity}",
    ]
    if stroke.dash:
        declarations += [f"stroke-dasharray:{' '.join(map(str, stroke.dash_px))}", "stroke-linecap:butt"]
    return ";".join(declarations)


def _variable(colour: str) -> str:
    return f"--sb-{colour.replace('_', '-')}"


DETOUR_STYLE = "detour"
