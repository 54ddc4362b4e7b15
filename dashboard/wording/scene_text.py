"""Word the map of a scene: legend, distances, shares, quote, sources."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from dashboard.i18n.texts import get_texts
from dashboard.theme import DETOUR_STYLE, choose_common_style
from dashboard.wording.formats import (
    BASE_DATASETS,
    clean_text,
    credit_dataset,
    credit_source,
    format_date,
    label_status,
    name_closed,
    stamp_layers,
    tell_unwritten,
)
from dashboard.wording.listings import Listing, list_features
from dashboard.wording.memberships import Memberships
from dashboard.wording.wording import Wording, tell_rendering
from geodata.names import Policy
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.brief import Passage
from geodata.records.layers import BandData, ChokepointData, LaneData, Layer, select_layers
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ports import read_ports
from geodata.scenes import ResolvedScene
from geodata.sources import read_data_sources, sort_by_rank
from geodata.units import to_nm


@dataclass(frozen=True)
class Entry:
    """A line of the legend."""

    style: str
    """Key of `LAYER_STYLES`."""
    title: str
    notes: tuple[str, ...] = ()
    """Smaller, below the title, a paragraph each."""
    layer: str = ""
    """Id of the layer; empty where it is of several."""


@dataclass(frozen=True)
class Stop:
    """A port or chokepoint that a lane passes."""

    name: str
    distance_nm: float
    """From the start."""
    number: int
    """Of the chokepoint, from 1; 0 for a port."""


@dataclass(frozen=True)
class SceneWords:
    """All words beside the map of a scene, by a naming policy."""

    kicker: str
    title: str
    takeaway: str
    quote: str
    citation: str
    legend: Mapping[str, tuple[Entry, ...]]
    """Heading -> entries."""
    stops: tuple[Stop, ...]
    """Ports and chokepoints of the scene's one lane; none where it shows another number of lanes."""
    stops_title: str
    shares: tuple[tuple[str, tuple[str, ...]], ...]
    """Lane -> its share in each band, as `37 (28–40)`."""
    share_columns: tuple[str, ...]
    listings: tuple[Listing, ...]
    """Distances, dates and parts, for where there is room."""
    sources: tuple[str, ...]
    """How the source line cites each."""
    as_of: str
    stamp: str
    """Empty where nothing is notional or unchecked."""


def describe_scene(resolved: ResolvedScene, pack: Pack, *, policy: Policy) -> SceneWords:
    """Return the words beside the map of a scene, without control characters.

    Where a layer is live, its title is as it stands in its record.
    """
    texts = get_texts()
    gazetteer = read_gazetteer(pack)
    rewrite = partial(gazetteer.rewrite, policy=policy)
    live = {shown.layer.id for shown in resolved.layers if shown.live}

    def call(layer: Layer) -> str:
        return (
            layer.title if layer.id in live else format_layer_name(pack, layer, policy, gazetteer=gazetteer)
        )

    shown_layers = [shown.layer for shown in resolved.layers]
    bands = sorted(select_layers(shown_layers, BandData), key=_read_nominal)
    lanes = _list_lanes(resolved)
    routes = select_layers(shown_layers, LaneData)
    ids = ", ".join(passage.id for passage in resolved.passages)
    named = texts.kicker_passages.format(len(resolved.passages), ids=ids)
    ours = f" {texts.ranges_ours}" if bands else f" {texts.routes_ours}" if routes else ""
    quoted = resolved.quoted
    told = tell_rendering(quoted) if quoted else ""
    kicker = texts.kicker if resolved.number else texts.view_kicker if ids else texts.plain_view_kicker
    return SceneWords(
        kicker=clean_text(kicker.format(number=resolved.number, passages=named)),
        title=clean_text(rewrite(resolved.scene.title)),
        takeaway=clean_text(rewrite(tell_unwritten(resolved.scene.takeaway))),
        quote=clean_text(f"“{quoted.quote}”") if quoted else "",
        citation=clean_text(" · ".join(filter(None, (told, _cite(pack, quoted) + ours)))),
        legend=_list_entries(resolved, pack, call, policy),
        stops=tuple(_list_stops(resolved, lanes[0], policy)) if len(lanes) == 1 else (),
        stops_title=clean_text(texts.passed.format(lane=call(lanes[0]))) if lanes else "",
        shares=tuple(
            (clean_text(call(lane)), tuple(_format_share(resolved, lane, band) for band in bands))
            for lane in lanes
            if bands
        ),
        share_columns=tuple(texts.length_km.format(km=_read_nominal(band)) for band in bands),
        listings=tuple(list_features(resolved, call, policy, rewrite)),
        sources=tuple(map(clean_text, _list_credits(resolved))),
        as_of=texts.as_of_date.format(date=format_date(pack.brief.date)),
        stamp=stamp_layers(shown_layers).upper(),
    )


def keep_shown(words: SceneWords, layers: Container[str], features: Container[str]) -> SceneWords:
    """Return words without the legend of layers, and without features, of which nothing is on the map."""
    kept = {
        heading: tuple(entry for entry in entries if not entry.layer or entry.layer in layers)
        for heading, entries in words.legend.items()
    }
    listings = (
        replace(listing, lines=tuple(line for line in listing.lines if line.key in features))
        for listing in words.listings
    )
    return replace(
        words,
        legend={heading: entries for heading, entries in kept.items() if entries},
        listings=tuple(listing for listing in listings if listing.lines),
    )


def number_gates(resolved: ResolvedScene) -> dict[str, int]:
    """Return the chokepoints that the scene shows and its lanes pass, by id.

    Where there is one lane they are numbered in order of passing; else all numbers are 0.
    """
    lanes = _list_lanes(resolved)
    frames = [shown.frame for shown in resolved.layers if shown.layer.get_data(ChokepointData)]
    shown_ids = {gate for frame in frames for gate in frame["id"]}
    passed = dict.fromkeys(
        gate for lane in lanes for gate, _ in resolved.passed.get(lane.id, ()) if gate in shown_ids
    )
    return {gate: number if len(lanes) == 1 else 0 for number, gate in enumerate(passed, 1)}


def _list_lanes(resolved: ResolvedScene) -> list[Layer]:
    """Return the lanes of the pack that a scene shows."""
    return select_layers((shown.layer for shown in resolved.layers if not shown.live), LaneData)


def _cite(pack: Pack, quoted: Passage | None) -> str:
    texts = get_texts()
    brief = pack.brief
    told = {
        "author": brief.author,
        "title": brief.title,
        "series": brief.venue,
        "date": format_date(brief.date),
    }
    if quoted is None:
        return f"{texts.brief_citation.format(**told)}."
    return f"{texts.citation.format(**told, passage=quoted.id)}."


def _list_entries(
    resolved: ResolvedScene, pack: Pack, call: Callable[[Layer], str], policy: Policy
) -> dict[str, tuple[Entry, ...]]:
    texts = get_texts()
    groups: dict[str, list[Entry]] = {}
    memberships = Memberships(resolved, pack, policy)
    for layer in sorted((shown.layer for shown in resolved.layers), key=_read_nominal):
        heading = texts.coast_distance if layer.get_data(BandData) else label_status(layer)
        note = _note_layer(layer, pack) or memberships.note(layer)
        groups.setdefault(heading, []).append(
            Entry(layer.style, clean_text(call(layer)), (clean_text(note),) if note else (), layer.id)
        )
    if resolved.detours:
        title = texts.detours.format(closed=name_closed(resolved.scene, policy))
        notes = [
            texts.lane_detour.format(lane=lane, detour=told)
            for lane, told in Wording(pack, policy).list_detours(resolved)
        ]
        groups[texts.what_if] = [Entry(DETOUR_STYLE, clean_text(title), tuple(map(clean_text, notes)))]
    groups[texts.in_several] = [
        Entry(choose_common_style(bodies), clean_text(title), (clean_text(note),))
        for bodies, title, note in memberships.list_common()
    ]
    order = (
        texts.in_brief,
        texts.notional_lane,
        texts.notional,
        texts.coast_distance,
        texts.what_if,
        texts.context,
        texts.in_several,
        texts.unchecked,
        texts.own_status,
    )
    return {heading: tuple(groups[heading]) for heading in order if groups.get(heading)}


def _note_layer(layer: Layer, pack: Pack) -> str:
    texts = get_texts()
    later = f" ({texts.after_brief})" if layer.as_of > pack.brief.date else ""
    dated = f"{texts.dated.format(date=format_date(layer.as_of))}{later}" if layer.as_of else ""
    band = layer.get_data(BandData)
    if band is None:
        return dated if later else ""
    nominal = band.nominal_km
    inner, outer = nominal * band.inner_share, nominal * band.outer_share
    figures = texts.length_km.format(km=nominal)
    if not band.single_line:
        figures = texts.band_km.format(inner=inner, nominal=nominal, outer=outer)
    return f"{figures}, {dated}" if dated else figures


def _list_stops(resolved: ResolvedScene, layer: Layer, policy: Policy) -> Iterable[Stop]:
    numbers = number_gates(resolved)
    frame = next(shown.frame for shown in resolved.layers if shown.layer.id == layer.id)
    data = layer.get_data(LaneData)
    if not numbers or data is None:
        return
    chokepoints, ports = read_chokepoints(), read_ports()
    yield Stop(clean_text(ports[data.origin].names.call(policy)), 0, 0)
    for gate, at_km in resolved.passed[layer.id]:
        if gate in numbers:
            yield Stop(clean_text(chokepoints[gate].names.call(policy)), to_nm(at_km), numbers[gate])
    length_nm = to_nm(float(frame["length_km"].iloc[0]))
    yield Stop(clean_text(ports[data.destination].names.call(policy)), length_nm, 0)


def _format_share(resolved: ResolvedScene, lane: Layer, band: Layer) -> str:
    spread = resolved.covers.get((lane.id, band.id))
    if spread is None:
        return "–"
    inner, nominal, outer = (100 * share for share in (spread.inner, spread.nominal, spread.outer))
    return f"{nominal:.0f} ({inner:.0f}–{outer:.0f})"


def _read_nominal(layer: Layer) -> float:
    band = layer.get_data(BandData)
    return band.nominal_km if band else 0.0


def _list_credits(resolved: ResolvedScene) -> Iterable[str]:
    """Return the credits of the base map, which its licences ask for, then the sources of what is shown.

    These by rank, the best first; of one rank those of the pack before those of the built data.
    """
    base = [credit for dataset in BASE_DATASETS for credit in credit_dataset(dataset)]
    built = read_data_sources()
    ours_first = sorted(resolved.sources, key=lambda source: source.id in built)
    return dict.fromkeys([*base, *map(credit_source, sort_by_rank(ours_first))])
