"""Sentences and tables on lanes and closures, as escaped markup."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from html import escape

from dashboard.cartography.what_if import tell_closed_ends, tell_far_ends
from dashboard.components.passages import format_sources
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell, tell_built
from dashboard.session.context import PageContext
from dashboard.wording.voyages import tell_answer
from geodata.routing.chokepoints import Chokepoint, Flow, read_chokepoints
from geodata.routing.closures import Detour, Stops, Way
from geodata.routing.consequences import (
    Estimate,
    Rates,
    judge_detour,
    measure_cost,
    measure_fuel,
    measure_partial_closure,
    measure_wait,
)
from geodata.routing.lanes import NoRoute, SeaLane
from geodata.routing.ships import Refusal
from geodata.sources import read_data_sources
from geodata.units import to_nm

NOT_PASSED = "·"
NO_FIGURE = "–"
LEAST_CHANGE = 0.05
"""What changes by less is shown as unchanged."""


@dataclass(frozen=True)
class Voyage:
    """What a viewer says of the voyage."""

    speed_kn: float
    """Speed in knots."""
    rates: Rates = field(default_factory=Rates)
    """Fuel and cost, in the viewer's currency."""
    share: float = 1.0
    """Share of the ships that a closure stops, from 0 to 1."""


def format_answer(context: PageContext, detour: Detour, voyage: Voyage) -> str:
    """Return the answer: open, longer way or no route; how much farther and longer, or why there is none."""
    texts = context.texts
    answer = tell_answer(detour, speed_kn=voyage.speed_kn, policy=context.names)
    head = f'<p class="sb-kind">{escape(answer.case)}</p>'
    if answer.reason:
        return f'{head}<p class="sb-answer">{escape(answer.word)}</p><p>{escape(answer.reason)}</p>'
    idle = bool(detour.closed) and not detour.touched
    note = f"<p>{texts.unaffected}</p>" if idle else ""
    return f'{head}<p class="sb-answer">{escape(answer.word)} <span>{escape(answer.figures)}</span></p>{note}'


def format_costs(detour: Detour, voyage: Voyage) -> str:
    """Return fuel, cost and the day from which the detour is cheaper than waiting; empty without a detour.

    Low, middle and high stand apart where the viewer gave a range.
    """
    texts = get_texts()
    found = judge_detour(detour, speed_kn=voyage.speed_kn)
    if found.outcome != "longer way":
        return ""
    rows = {
        texts.extra_fuel: (measure_fuel(found, voyage.rates), ",.0f"),
        texts.extra_cost: (measure_cost(found, voyage.rates), ",.0f"),
        texts.wait_until: (measure_wait(found, voyage.rates), ",.1f"),
    }
    given = {label: (estimate, form) for label, (estimate, form) in rows.items() if estimate is not None}
    spread = any(estimate.low != estimate.high for estimate, _ in given.values())
    heads = "".join(f"<th>{escape(told)}</th>" for told in (texts.low, texts.mid, texts.high))
    body = "".join(
        f"<tr><th>{escape(label)}</th>{_format_estimate(estimate, form, spread=spread)}</tr>"
        for label, (estimate, form) in given.items()
    )
    head = f"<tr><th>{escape(texts.figure)}</th>{heads}</tr>" if spread else ""
    return f"<table class='sb-figures sb-costs'>{head}{body}</table>{_format_share(detour, voyage)}"


def _format_estimate(estimate: Estimate, form: str, *, spread: bool) -> str:
    figures = astuple(estimate) if spread else (estimate.mid,)
    return "".join(f"<td>{format_number(figure, form)}</td>" for figure in figures)


def _format_share(detour: Detour, voyage: Voyage) -> str:
    """Return the mean over all ships where the closure stops only some of them."""
    if voyage.share >= 1:
        return ""
    whole = judge_detour(detour, speed_kn=voyage.speed_kn)
    mean = measure_partial_closure(whole, share=voyage.share)
    told = get_texts().mean_of_all.format(
        share=voyage.share,
        nm=format_number(mean.extra_nm or 0.0, ",.0f"),
        days=format_number(mean.extra_days or 0.0, ",.1f"),
    )
    return f"<p>{escape(told)}</p>"


def format_ends(context: PageContext, stops: Stops, detour: Detour) -> str:
    """Return which ends lie at a closed gate, and which lie far from the water of the lane."""
    told = tell_closed_ends(stops, detour.closed, context.names)
    if isinstance(detour.left, SeaLane):
        told += tell_far_ends(stops, detour.left, context.names)
    return "".join(f'<p class="sb-kind">{escape(sentence)}</p>' for sentence in told)


def format_refusals(context: PageContext, detour: Detour) -> str:
    """Return which chokepoints the ship cannot pass on its way, and why, with the source of each limit."""
    refused = dict.fromkeys((*detour.usual.refused, *detour.left.refused))
    if not refused:
        return ""
    told = "".join(f"<p>{escape(_tell_refusal(context, refusal))}</p>" for refusal in refused)
    sources = read_data_sources()
    cited = dict.fromkeys(
        name for refusal in refused for name in (refusal.limit.source, refusal.limit.second) if name
    )
    listed = format_sources(sources[name] for name in cited)
    notes = "".join(
        f"<p>{escape(tell_built(note))}</p>"
        for note in dict.fromkeys(row.limit.note for row in refused)
        if note
    )
    return f"<div class='sb-refused'>{told}{_format_cited(context, notes + listed)}</div>"


def _format_cited(context: PageContext, markup: str) -> str:
    """Return notes and sources, folded."""
    summary = escape(context.texts.sources)
    return f"<details class='sb-cited'><summary>{summary}</summary>{markup}</details>"


def _tell_refusal(context: PageContext, refusal: Refusal) -> str:
    called = format_chokepoint(context, refusal.chokepoint)
    return context.texts.refused.format(chokepoint=called, reason=tell(refusal.reason))


def format_figures(detour: Detour, voyage: Voyage) -> str:
    """Return distance and days, as usual and with closures, and the difference."""
    texts = get_texts()
    ways = [detour.usual, *([detour.left] if detour.touched else [])]
    sailed = [way if isinstance(way, SeaLane) else None for way in ways]
    heads = [texts.usual_way, texts.way_left, texts.difference][: len(ways) if len(ways) == 1 else 3]
    rows = [_format_row(label, values, form) for label, values, form in _list_figures(sailed, voyage)]
    head = "".join(f"<th>{escape(told)}</th>" for told in heads)
    return f'<table class="sb-figures"><tr><th>{texts.figure}</th>{head}</tr>{"".join(rows)}</table>'


def _list_figures(sailed: list[SeaLane | None], voyage: Voyage) -> list[tuple[str, list[float | None], str]]:
    texts = get_texts()

    def read(measure: Mapping[str, float] | None, key: str) -> float | None:
        return None if measure is None else measure[key]

    measures = [_measure(lane, voyage) if lane else None for lane in sailed]
    figures = [
        (texts.distance_nm, "nm", ",.0f"),
        (texts.distance_km, "km", ",.0f"),
        (texts.days_at.format(speed=format_number(voyage.speed_kn, "g")), "days", ",.1f"),
        (texts.over_land, "land", ",.0f"),
    ]
    return [(label, [read(measure, key) for measure in measures], form) for label, key, form in figures]


def _measure(lane: SeaLane, voyage: Voyage) -> Mapping[str, float]:
    return {
        "nm": lane.distance_nm,
        "km": lane.length_km,
        "days": lane.estimate_days(speed_kn=voyage.speed_kn),
        "land": lane.over_land_km,
    }


def _format_row(label: str, values: list[float | None], form: str) -> str:
    cells = [NO_FIGURE if value is None else format_number(value, form) for value in values]
    if len(values) > 1:
        usual, left = values
        cells.append(NO_FIGURE if usual is None or left is None else _format_change(left - usual, form))
    return f"<tr><th>{escape(label)}</th>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _format_change(change: float, form: str) -> str:
    return format_number(change, f"+{form}") if abs(change) >= LEAST_CHANGE else "0"


def format_passed(context: PageContext, detour: Detour) -> str:
    """Return the chokepoints in order, as usual and with closures, with nautical miles from the start."""
    texts = context.texts
    ways = [(texts.usual_way, detour.usual)]
    ways += [(texts.way_left, detour.left)] if detour.touched else []
    columns = "".join(
        f"<div><h3 class='sb-subhead'>{escape(label)}</h3>"
        f"<ol class='sb-passed'>{_list_passed(context, way, detour.closed)}</ol></div>"
        for label, way in ways
    )
    return f"<h2 class='sb-subhead'>{texts.passed_in_order}</h2><div class='sb-columns'>{columns}</div>"


def _list_passed(context: PageContext, way: Way, closed: frozenset[str]) -> str:
    texts = context.texts
    if isinstance(way, NoRoute):
        return f"<li>{escape(texts.no_route)}</li>"
    return "".join(
        f"<li{' class=sb-gone' if chokepoint in closed else ''}>"
        f"{escape(format_chokepoint(context, chokepoint))} "
        f"<small>{texts.length_nm.format(nm=to_nm(at_km))}</small></li>"
        for chokepoint, at_km in way.chokepoints
    )


def format_flows(context: PageContext, detour: Detour) -> str:
    """Return what passes the closed chokepoints, else those of the lane, as published; empty without figures.

    A year after that of the brief is marked as later.
    """
    texts = context.texts
    usual = detour.usual.chokepoints if isinstance(detour.usual, SeaLane) else ()
    known = read_chokepoints()
    chosen = [known[name] for name in (sorted(detour.closed) or dict(usual)) if known[name].flows]
    if not chosen:
        return ""
    rows = "".join(
        f"<tr>{_head_flows(context, point) if flow is point.flows[0] else ''}"
        f"<td>{escape(texts.flow_units[flow.unit].format(amount=flow.amount))}</td>"
        f"<td>{_format_flow_year(context, flow)}</td></tr>"
        for point in chosen
        for flow in point.flows
    )
    flows = [flow for point in chosen for flow in point.flows]
    told = dict.fromkeys(tell_built(flow.note) for flow in flows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in told)
    sources = read_data_sources()
    cited = format_sources(sources[name] for name in dict.fromkeys(flow.source for flow in flows))
    return (
        f"<h2 class='sb-subhead'>{escape(texts.flows)}</h2><table class='sb-flows'>{rows}</table>"
        + _format_cited(context, notes + cited)
    )


def _head_flows(context: PageContext, point: Chokepoint) -> str:
    """Return the head of the rows of a chokepoint."""
    return f"<th rowspan='{len(point.flows)}'>{escape(format_chokepoint(context, point.id))}</th>"


def _format_flow_year(context: PageContext, flow: Flow) -> str:
    year = str(flow.year)
    if year <= context.pack.brief.date[:4]:
        return year
    return f"{year} <small>{escape(context.texts.flow_later)}</small>"


def format_chokepoint(context: PageContext, chokepoint: str) -> str:
    """Return the name of a chokepoint by the policy."""
    return read_chokepoints()[chokepoint].names.call(context.names)


def format_matrix(
    context: PageContext, table: Mapping[tuple[str, str], Detour], lanes: Mapping[str, str]
) -> str:
    """Return a table of extra miles, a row a lane, a column a closed chokepoint.

    Parameters
    ----------
    table
        As `tabulate_closures` returns it.
    lanes
        Names of the lanes by id, in the order of the rows.
    """
    closures = list(dict.fromkeys(chokepoint for _, chokepoint in table))
    head = "".join(
        f"<th><span>{escape(format_chokepoint(context, closure))}</span></th>" for closure in closures
    )
    rows = "".join(
        f"<tr><th>{escape(name)}</th>"
        + "".join(_format_cell(table[lane, closure]) for closure in closures)
        + "</tr>"
        for lane, name in lanes.items()
    )
    head = f"<tr><th>{context.texts.lane}</th>{head}</tr>"
    return f'<div class="sb-wide"><table class="sb-closures">{head}{rows}</table></div>'


def _format_cell(detour: Detour) -> str:
    if not detour.touched:
        return f'<td class="sb-none">{NOT_PASSED}</td>'
    if detour.extra_km is None:
        return f'<td class="sb-stopped">{escape(get_texts().no_route_short)}</td>'
    extra_nm = to_nm(detour.extra_km)
    told = format_number(extra_nm, "+,.0f")
    return f'<td style="--share:{min(extra_nm / 6000, 1):.2f}">{told}</td>'


def name_lanes(context: PageContext, lanes: Mapping[str, object]) -> dict[str, str]:
    """Return what the lanes of the pack are called, by layer id."""
    return {layer_id: context.name_feature(layer_id) for layer_id in lanes}
