"""Word scenes, passages, links and sources."""

import re
import unicodedata
from collections.abc import Iterable

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell, tell_built
from dashboard.wording.formats import end_sentence, format_date, join_list, label_status, name_closed
from geodata.names import NEUTRAL, Policy
from geodata.packs.attribution import list_grounds
from geodata.packs.gazetteer import Gazetteer, format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.range_bands.coverage import Spread
from geodata.records.brief import Brief, Passage
from geodata.records.layers import BandData, LaneData, Layer, Link, select_layers
from geodata.scenes import ResolvedScene, SceneDetour
from geodata.sources import Source, are_weak
from geodata.units import to_nm

SPEED_KN = 14
"""Speed at which a detour is told in days: a usual one of laden tankers; said beside the figure."""

NAMED_LETTERS = 8
"""How many characters that no font has are named."""

Rows = list[tuple[str, ...]]


class Wording:
    """The words of a pack by a naming policy."""

    def __init__(self, pack: Pack, names: Policy = NEUTRAL) -> None:
        self.pack, self.names = pack, names
        self._gazetteer: Gazetteer = read_gazetteer(pack)

    def rename(self, text: str) -> str:
        """Return a text of ours with the names in it by the policy."""
        return self._gazetteer.rewrite(text, self.names)

    def call(self, layer: Layer) -> str:
        """Return the title of a layer."""
        return format_layer_name(self.pack, layer, self.names, gazetteer=self._gazetteer)

    def tell_map(self, resolved: ResolvedScene) -> str:
        """Return in a sentence which layers a scene shows, by status: what a map says without being seen."""
        titles: dict[str, list[str]] = {}
        for shown in resolved.layers:
            titles.setdefault(label_status(shown.layer), []).append(self.call(shown.layer))
        told = "; ".join(f"{status}: {', '.join(named)}" for status, named in titles.items())
        return get_texts().map_shows.format(len(resolved.layers), layers=told)

    def head_detours(self, resolved: ResolvedScene) -> str:
        """Return the heading over the detours of a scene."""
        texts = get_texts()
        closed = name_closed(resolved.scene, self.names)
        return f"{texts.what_if}: {texts.detours.format(closed=closed)}"

    def list_detours(self, resolved: ResolvedScene) -> Rows:
        """Return the lanes of a scene that meet a closure, and how each of them runs then."""
        layers = {shown.layer.id: shown.layer for shown in resolved.layers}
        return [(self.call(layers[detour.layer]), format_detour(detour)) for detour in resolved.detours]

    def list_shares(self, resolved: ResolvedScene) -> Rows:
        """Return which share of each lane of a scene lies in each of its bands: a head, then a row a band."""
        layers = [shown.layer for shown in resolved.layers]
        lanes, bands = select_layers(layers, LaneData), select_layers(layers, BandData)
        if not lanes or not bands:
            return []
        rows = [
            (self.call(band), *(format_spread(resolved.covers[lane.id, band.id]) for lane in lanes))
            for band in bands
        ]
        return [(get_texts().band, *map(self.call, lanes)), *rows]


def format_detour(detour: SceneDetour, *, speed_kn: float = SPEED_KN) -> str:
    """Return how long a lane is with the closures of a scene, in nautical miles and days, or why it ends."""
    if detour.length_km is None or detour.extra_km is None:
        return tell(detour.reason)
    extra_nm = to_nm(detour.extra_km)
    told = get_texts().detour.format(
        length=format_number(to_nm(detour.length_km), ",.0f"),
        usual=format_number(to_nm(detour.open_km), ",.0f"),
        extra=format_number(extra_nm, ",.0f"),
        days=format_number(extra_nm / speed_kn / 24, ".1f"),
        speed=format_number(speed_kn, "g"),
    )
    return (
        get_texts().detour_of_ship.format(detour=told, ship=tell(detour.ship.name)) if detour.ship else told
    )


def format_spread(spread: Spread) -> str:
    """Return a share in per cent: nominal, in brackets inner and outer where they differ."""
    if spread.inner == spread.outer:
        return format_number(spread.nominal, ".0%")
    return get_texts().spread.format(nominal=spread.nominal, inner=spread.inner, outer=spread.outer)


def format_link_kind(link: Link) -> str:
    """Return why a layer belongs to a passage, and by which words of it."""
    texts = get_texts()
    terms = ", ".join(f"“{term}”" for term in link.terms)
    return f"{texts.link_kinds[link.kind]}{': ' if terms else ''}{terms}"


def tell_missing(missing: Iterable[str]) -> list[str]:
    """Return a sentence about characters that no font has, or nothing where there are none."""
    texts = get_texts()
    ordered = sorted(missing)
    if not ordered:
        return []
    named = [
        f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, texts.unnamed_character).lower()})"
        for letter in ordered[:NAMED_LETTERS]
    ]
    more = len(ordered) - len(named)
    named += [texts.more_characters.format(count=more)] if more else []
    return [texts.characters_missing.format(characters=", ".join(named))]


def cite_brief(brief: Brief) -> str:
    """Return author, title, series and date of a brief."""
    return f"{brief.author}, “{brief.title}”, {brief.venue}, {format_date(brief.date)}"


def tell_rendering(passage: Passage) -> str:
    """Return our translation of a quote, marked as such; empty where there is none."""
    return get_texts().rendering.format(text=passage.rendering) if passage.rendering else ""


def tell_title_rendering(brief: Brief) -> str:
    """Return our translation of title and subtitle, marked as such; empty where there is none."""
    return get_texts().title_rendering.format(text=brief.rendering) if brief.rendering else ""


def place_passage(passage: Passage) -> str:
    """Return where a passage stands, without its id."""
    return get_texts().paragraph.format(section=passage.section, number=passage.number)


def format_source(source: Source) -> str:
    """Return the particulars of a source in a sentence, and the host where a copy was read."""
    copy = f" {get_texts().read_at} {name_host(source.read_at)}" if source.read_at else ""
    return f"{end_sentence(join_list(list_particulars(source)))}{copy}"


def name_host(address: str) -> str:
    """Return the host of an address as people say it, without `www.`."""
    return re.sub(r"^https?://(www\.)?", "", address).partition("/")[0]


def list_particulars(source: Source) -> list[str]:
    """Return publisher, year, place in it, date, licence and rank, and a confidence that is not high."""
    texts = get_texts()
    told = [source.publisher, tell_year(source)]
    told += [tell_built(source.locator)] if source.locator else []
    told += [texts.dated.format(date=source.as_of)] if source.as_of else []
    told += [source.licence] if source.licence else []
    told += [label_rank(source)]
    if source.confidence != "high":
        told.append(texts.source_confidence.format(confidence=texts.confidences[source.confidence]))
    return told


def tell_year(source: Source) -> str:
    """Return the year or date of a source, or in words that it gives none."""
    return get_texts().undated if source.year == "n.d." else source.year


def label_rank(source: Source) -> str:
    """Return the rank of a source in words."""
    return get_texts().rank_labels[source.standing]


def tell_grounds(pack: Pack, layer: Layer, *, row_sources: Iterable[str] = ()) -> list[str]:
    """Return what a card says of the sources of a layer, or of a row of it: that they are weak, or only one.

    A second source is asked only of figures that bear the notional stamp.
    """
    texts = get_texts()
    grounds = list_grounds(pack, layer, row_sources=row_sources)
    told = [texts.weak_alone] if are_weak(grounds) else []
    return told + ([texts.one_source] if layer.data.stamped and len(grounds) == 1 else [])
