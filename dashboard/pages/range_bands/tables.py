"""Bars, tables and sentences on range bands, as escaped markup."""

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.i18n.translator import format_number
from dashboard.session.context import PageContext
from geodata.layers.range_bands import KINDS, SpotReach
from geodata.range_bands.bands import RangeBand
from geodata.range_bands.coverage import Spread
from geodata.units import to_nm

MARKS = {"inner": "●", "nominal": "◐", "outer": "○"}
"""Narrowest distance that holds a place -> its mark."""
MOST_NAMED = 12
"""Places that a sentence names before it counts the rest."""


def format_bars(context: PageContext, shares: Mapping[str, Spread]) -> str:
    """Return a bar a lane, the fullest first: filled to the nominal share, a whisker from inner to outer."""
    texts = context.texts
    ordered = sorted(shares.items(), key=lambda entry: -entry[1].nominal)
    rows = "".join(
        f"<tr><th>{escape(context.name_feature(lane))}</th><td>{_draw_bar(share)}</td>"
        f"<td>{format_number(share.inner, '.1%')}</td><td><b>{format_number(share.nominal, '.1%')}</b></td>"
        f"<td>{format_number(share.outer, '.1%')}</td></tr>"
        for lane, share in ordered
    )
    heads = (texts.lane, texts.share, *texts.distances.values())
    head = "".join(f"<th>{escape(told)}</th>" for told in heads)
    return f'<table class="sb-shares"><tr>{head}</tr>{rows}</table>'


def _draw_bar(share: Spread) -> str:
    inner, nominal, outer = (f"{100 * part:.1f}%" for part in (share.inner, share.nominal, share.outer))
    width = f"{100 * (share.outer - share.inner):.1f}%"
    fill = f'<span class="sb-bar-fill" style="width:{nominal}"></span>'
    whisker = f'<span class="sb-bar-whisker" style="left:{inner};width:{width}"></span>'
    return f'<div class="sb-bar" role="img" aria-label="{nominal} ({inner}–{outer})">{fill}{whisker}</div>'


def format_spots(context: PageContext, reaches: Iterable[SpotReach], band: RangeBand) -> str:
    """Return the places that the outer distance holds, by kind, nearest first, and what does."""
    texts = context.texts
    reaches = list(reaches)
    parts = []
    for kind in KINDS:
        ours = [reach for reach in reaches if reach.spot.kind == kind]
        held = [(reach, within) for reach in ours if (within := reach.list_within(band))]
        called = texts.spots[kind]
        told = escape(texts.held_places.format(held=len(held), count=len(ours), kind=called))
        rows = "".join(_format_spot(context, reach, within) for reach, within in held)
        table = f'<table class="sb-spots">{rows}</table>' if rows else ""
        parts.append(f"<details><summary>{told}</summary>{table}</details>")
    return "".join(parts)


def _format_spot(context: PageContext, reach: SpotReach, within: tuple[str, ...]) -> str:
    name = escape(reach.spot.names.call(context.names))
    texts = context.texts
    km, nm = reach.distance_km, to_nm(reach.distance_km)
    distance = f"{texts.length_km.format(km=km)} <small>{texts.length_nm.format(nm=nm)}</small>"
    label = texts.distances[within[0]]
    return f"<tr><th>{name}</th><td>{distance}</td><td>{MARKS[within[0]]} {label}</td></tr>"


def format_growth(
    context: PageContext, shares: Mapping[str, Spread], reaches: Iterable[SpotReach], band: RangeBand
) -> str:
    """Return what changes between the inner and the outer distance: shares, and the places that come in."""
    texts = context.texts
    if band.single_line:
        return f"<p>{escape(texts.no_uncertainty)}</p>"
    widest = max(shares.items(), key=lambda entry: entry[1].outer - entry[1].inner, default=None)
    told = []
    if widest:
        lane, share = widest
        name = context.name_feature(lane)
        told.append(texts.share_grows.format(lane=name, inner=share.inner, outer=share.outer))
    within = [(reach, reach.list_within(band)) for reach in reaches]
    for step in ("nominal", "outer"):
        new = [reach.spot.names.call(context.names) for reach, kinds in within if kinds[:1] == (step,)]
        label = texts.inside_from[step]
        more = f" +{len(new) - MOST_NAMED}" if len(new) > MOST_NAMED else ""
        told.append(f"{label}: {(', '.join(new[:MOST_NAMED]) + more) or texts.none}")
    return "".join(f"<p>{escape(line)}</p>" for line in told)
