"""Bars, tables and sentences on range bands, as escaped markup."""

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.i18n.texts import ENGLISH
from dashboard.session import naming, store
from geodata.layers.range_bands import KINDS, SpotReach
from geodata.range_bands.bands import RangeBand
from geodata.range_bands.coverage import Spread
from geodata.units import to_nm

MARKS = {"inner": "●", "nominal": "◐", "outer": "○"}
"""Narrowest distance that holds a place -> its mark."""
MOST_NAMED = 12
"""Places that a sentence names before it counts the rest."""


def format_bars(shares: Mapping[str, Spread]) -> str:
    """Return a bar a lane, the fullest first: filled to the nominal share, a whisker from inner to outer."""
    ordered = sorted(shares.items(), key=lambda entry: -entry[1].nominal)
    rows = "".join(
        f"<tr><th>{escape(naming.name_feature(lane))}</th><td>{_draw_bar(share)}</td>"
        f"<td>{share.inner:.1%}</td><td><b>{share.nominal:.1%}</b></td><td>{share.outer:.1%}</td></tr>"
        for lane, share in ordered
    )
    heads = (ENGLISH.lane, ENGLISH.share, ENGLISH.inner, ENGLISH.nominal, ENGLISH.outer)
    head = "".join(f"<th>{escape(told)}</th>" for told in heads)
    return f'<table class="sb-shares"><tr>{head}</tr>{rows}</table>'


def _draw_bar(share: Spread) -> str:
    inner, nominal, outer = (f"{100 * part:.1f}%" for part in (share.inner, share.nominal, share.outer))
    width = f"{100 * (share.outer - share.inner):.1f}%"
    fill = f'<span class="sb-bar-fill" style="width:{nominal}"></span>'
    whisker = f'<span class="sb-bar-whisker" style="left:{inner};width:{width}"></span>'
    return f'<div class="sb-bar" role="img" aria-label="{nominal} ({inner}–{outer})">{fill}{whisker}</div>'


def format_spots(reaches: Iterable[SpotReach], band: RangeBand) -> str:
    """Return the places that the outer distance holds, by kind, nearest first, and what does."""
    reaches = list(reaches)
    parts = []
    for kind in KINDS:
        ours = [reach for reach in reaches if reach.spot.kind == kind]
        held = [(reach, within) for reach in ours if (within := reach.list_within(band))]
        called = getattr(ENGLISH, f"spot_{kind}")
        told = escape(ENGLISH.held_places.format(held=len(held), count=len(ours), kind=called))
        rows = "".join(_format_spot(reach, within) for reach, within in held)
        table = f'<table class="sb-spots">{rows}</table>' if rows else ""
        parts.append(f"<details><summary>{told}</summary>{table}</details>")
    return "".join(parts)


def _format_spot(reach: SpotReach, within: tuple[str, ...]) -> str:
    name = escape(reach.spot.names.call(store.get_names()))
    distance = f"{reach.distance_km:,.0f} km <small>{to_nm(reach.distance_km):,.0f} nm</small>"
    label = getattr(ENGLISH, within[0])
    return f"<tr><th>{name}</th><td>{distance}</td><td>{MARKS[within[0]]} {label}</td></tr>"


def format_growth(shares: Mapping[str, Spread], reaches: Iterable[SpotReach], band: RangeBand) -> str:
    """Return what changes between the inner and the outer distance: shares, and the places that come in."""
    if band.single_line:
        return f"<p>{escape(ENGLISH.no_uncertainty)}</p>"
    widest = max(shares.items(), key=lambda entry: entry[1].outer - entry[1].inner, default=None)
    told = []
    if widest:
        lane, share = widest
        name = naming.name_feature(lane)
        told.append(ENGLISH.share_grows.format(lane=name, inner=share.inner, outer=share.outer))
    within = [(reach, reach.list_within(band)) for reach in reaches]
    for step, before in (("nominal", "inner"), ("outer", "nominal")):
        new = [reach.spot.names.call(store.get_names()) for reach, kinds in within if kinds[:1] == (step,)]
        label = getattr(ENGLISH, f"from_{before}_to_{step}")
        more = f" +{len(new) - MOST_NAMED}" if len(new) > MOST_NAMED else ""
        told.append(f"{label}: {(', '.join(new[:MOST_NAMED]) + more) or ENGLISH.none}")
    return "".join(f"<p>{escape(line)}</p>" for line in told)
