"""Format names, dates, statuses and credits."""

import unicodedata
from collections.abc import Iterable

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, get_translator, tell_built
from dashboard.theme import OWN
from dashboard.wording.positions import tell_position
from geodata.datasets import read_manifest
from geodata.names import NEUTRAL, Names, Policy, speak
from geodata.records.layers import LaneData, Layer
from geodata.records.scenes import Scene
from geodata.routing.alternatives import Alternative
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import Stops
from geodata.routing.lanes import HOURS_PER_DAY
from geodata.routing.places import Place
from geodata.routing.ports import Port
from geodata.sources import Source, read_data_sources
from geodata.units import to_nm


def clean_text(text: str) -> str:
    """Return a text without control and formatting characters, such as those that turn its direction."""
    if text.isprintable():
        return text
    spaced = "".join(" " if character in "\t\r\n" else character for character in text)
    return "".join(character for character in spaced if unicodedata.category(character) not in {"Cc", "Cf"})


def join_list(parts: Iterable[str]) -> str:
    """Return the parts of a list as the language of this run divides them."""
    return get_texts().list_comma.join(parts)


def end_sentence(text: str) -> str:
    """Return a text with a full stop as the language of this run writes it, once."""
    return get_texts().sentence.format(text=text.rstrip(".。"))


def name_closed(scene: Scene, policy: Policy = NEUTRAL) -> str:
    """Return the names of the chokepoints that a scene closes, by a naming policy."""
    chokepoints = read_chokepoints()
    return join_list(chokepoints[closed].names.call(policy) for closed in scene.closed)


BASE_DATASETS = ("land-close", "depth", "borders", "labels")


def stamp_layers(layers: Iterable[Layer]) -> str:
    """Return what a map of some layers is stamped with: notional, unchecked, both, or nothing."""
    texts, shown = get_texts(), list(layers)
    stamps = (
        (texts.stamp, any(layer.data.stamped for layer in shown)),
        (texts.unchecked_stamp, any(layer.unchecked for layer in shown)),
    )
    return " · ".join(stamp for stamp, is_on in stamps if is_on)


def tell_unwritten(text: str) -> str:
    """Return a text of the author, or that it is not written yet."""
    return text or get_texts().not_written


def label_status(layer: Layer) -> str:
    """Return the badge of a layer's status; a notional lane is an illustrative route."""
    texts = get_texts()
    if layer.unchecked:
        return texts.unchecked
    if layer.style in OWN:
        return texts.own_status
    if layer.status == "notional" and layer.get_data(LaneData):
        return texts.notional_lane
    return {"brief": texts.in_brief, "notional": texts.notional, "context": texts.context}[layer.status]


def _shorten_status(layer: Layer) -> str:
    texts = get_texts()
    if layer.style in OWN:
        return texts.own_badge
    if layer.unchecked:
        return texts.unchecked_short
    short = {"brief": texts.in_brief_short, "context": texts.context_short}
    return short.get(layer.status, label_status(layer))


def format_date(date: str) -> str:
    """Return a year, month or day of ISO 8601 as a reader writes it, such as `October 2013`."""
    return get_translator().format_date(date)


def credit_dataset(dataset: str) -> list[str]:
    """Return how a source line cites what a data set was built from."""
    sources = read_data_sources()
    return [credit_source(sources[source_id]) for source_id in read_manifest()[dataset].sources]


def credit_source(source: Source) -> str:
    """Return how a source line cites a source in a few words."""
    if source.short:
        return tell_built(source.short)
    return f"{source.publisher}, {source.year}" if source.year != "n.d." else source.publisher


def name_neutrally(names: Names) -> str:
    """Return the neutral name of a thing in the language of this run."""
    return names.call(speak(NEUTRAL, get_translator().language))


def name_place(place: Place, policy: Policy = NEUTRAL) -> str:
    """Return what a place is called: a port by its name, another one by its position."""
    return place.names.call(policy) if isinstance(place, Port) else tell_position(place)


def name_lane(stops: Stops, policy: Policy = NEUTRAL) -> str:
    """Return the ends of a lane, by a naming policy."""
    return f"{name_place(stops[0], policy)} – {name_place(stops[-1], policy)}"


def name_closures(closed: frozenset[str], policy: Policy = NEUTRAL) -> str:
    """Return the names of closed chokepoints, in the order of the file, by a naming policy."""
    return join_list(
        chokepoint.names.call(policy) for chokepoint in read_chokepoints().values() if chokepoint.id in closed
    )


def format_alternative(other: Alternative, *, speed_kn: float, policy: Policy = NEUTRAL) -> str:
    """Return what another way of a lane passes instead of what, how much farther it is and longer."""
    texts, chokepoints = get_texts(), read_chokepoints()
    passed, avoided = (
        join_list(chokepoints[name].names.call(policy) for name in names)
        for names in (other.passed, other.avoided)
    )
    form = texts.other_way if passed else texts.other_way_clear
    extra_nm = to_nm(other.extra_km)
    return form.format(
        passed=passed,
        avoided=avoided,
        nm=format_number(extra_nm, "+,.0f"),
        days=format_number(extra_nm / speed_kn / HOURS_PER_DAY, "+,.1f"),
    )
