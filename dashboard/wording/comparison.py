"""Tell what two states of the map are, and by what they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.wording.formats import format_date, name_closed, name_lane, name_neutrally
from dashboard.wording.voyages import tell_answer, tell_length
from dashboard.wording.wording import Wording, cite_brief, format_detour
from geodata.institutions.events import list_events
from geodata.institutions.memberships import has_begun, list_bodies
from geodata.layers.loading import find_layer
from geodata.names import NEUTRAL, Policy
from geodata.packs.completeness import is_later
from geodata.packs.pack import Pack
from geodata.records.scenes import Scene
from geodata.routing.closures import Detour, Stops
from geodata.routing.lanes import SeaLane
from geodata.routing.ships import Ship
from geodata.scenes import SceneDetour, find_detours


@dataclass(frozen=True)
class Voyage:
    """A lane with closures, for a ship."""

    stops: Stops
    """Where it begins and ends, and what it passes on the way."""
    detour: Detour
    """The lane as usual and with the closures."""
    speed_kn: float
    """Speed of the ship in knots."""
    ship: Ship | None
    """Its class; None for a ship without size."""


@dataclass(frozen=True)
class ComparedState:
    """A state of the map that stands beside another one."""

    page: str
    """Title of its page."""
    pack: Pack
    """What it is of, in the language of the run."""
    layers: Mapping[str, str]
    """Titles of the layers that are on, by id, without the lane in question."""
    scene: Scene | None = None
    """Scene of the briefing; None outside it."""
    until: str = ""
    """Year, month or day; what came later is not on the map. Empty for everything."""
    voyage: Voyage | None = None
    """The lane in question; None on pages without one."""


@dataclass(frozen=True)
class Head:
    """What stands above a state."""

    title: str
    """What it is, in a few words."""
    detail: str
    """Page, lane and brief."""


@dataclass(frozen=True)
class Difference:
    """Something by which two states differ."""

    heading: str
    items: tuple[str, ...]
    """Each a line."""


def head_state(state: ComparedState, policy: Policy = NEUTRAL) -> Head:
    """Return what a state is: what is closed, up to when it is, the scene, or else the brief."""
    texts, brief = get_texts(), state.pack.brief
    title, details = brief.title, [state.page]
    if state.scene:
        title = Wording(state.pack, policy).rename(state.scene.title)
    elif state.voyage:
        title = _name_case(state.voyage, policy)
        ship = tell(state.voyage.ship.name) if state.voyage.ship else ""
        details += [name_lane(state.voyage.stops, policy), ship]
    elif state.until:
        title = texts.until_date.format(date=format_date(state.until))
    cited = format_date(brief.date) if title == brief.title else f"{brief.title}, {format_date(brief.date)}"
    return Head(title, " · ".join(filter(None, (*details, cited))))


def tell_differences(
    left: ComparedState, right: ComparedState, *, policy: Policy = NEUTRAL
) -> tuple[Difference, ...]:
    """Return by what two states differ; nothing where they show the same."""
    texts, alike = get_texts(), left.pack.key == right.pack.key
    told = []
    if not alike:
        cited = tuple(cite_brief(state.pack.brief) for state in (left, right))
        told.append(Difference(texts.two_briefs, cited))
    told += _tell_voyages(left, right, policy)
    told += _tell_closures(left, right, policy)
    if alike:
        told += _tell_dates(left, right, policy)
        told += _tell_layers(left, right)
    return tuple(told)


def _name_case(voyage: Voyage, policy: Policy) -> str:
    """Return what is closed, or that nothing is."""
    case = tell_answer(voyage.detour, speed_kn=voyage.speed_kn, policy=policy).case
    return case if voyage.detour.closed else get_texts().all_open


def _tell_voyages(left: ComparedState, right: ComparedState, policy: Policy) -> Iterable[Difference]:
    """Yield how the lanes in question run; of two alike the longer against the shorter."""
    one, other = left.voyage, right.voyage
    if one == other:
        return
    if one and other and (one.stops, one.ship, one.speed_kn) == (other.stops, other.ship, other.speed_kn):
        items = (_tell_against(one, other, policy), _tell_against(other, one, policy))
        yield Difference(name_lane(one.stops, policy), items)
        return
    for voyage in filter(None, (one, other)):
        yield Difference(name_lane(voyage.stops, policy), (_tell_voyage(voyage, policy),))


def _tell_voyage(voyage: Voyage, policy: Policy) -> str:
    """Return how a lane runs, against itself with everything open."""
    answer = tell_answer(voyage.detour, speed_kn=voyage.speed_kn, policy=policy)
    told = " ".join(filter(None, (answer.word, answer.figures or answer.reason)))
    return get_texts().lane_detour.format(lane=_name_case(voyage, policy), detour=told)


def _tell_against(voyage: Voyage, other: Voyage, policy: Policy) -> str:
    """Return how a lane runs: where it is longer than the same lane on the other side, by how much."""
    lane, shorter = voyage.detour.left, other.detour.left
    if not isinstance(lane, SeaLane) or not isinstance(shorter, SeaLane):
        return _tell_voyage(voyage, policy)
    longer = SceneDetour("", shorter.length_km, lane.length_km, lane.line, "", voyage.ship)
    if lane.length_km > shorter.length_km:
        told = format_detour(longer, speed_kn=voyage.speed_kn)
    else:
        told = tell_length(lane, speed_kn=voyage.speed_kn)
    return get_texts().lane_detour.format(lane=_name_case(voyage, policy), detour=told)


def _tell_closures(left: ComparedState, right: ComparedState, policy: Policy) -> Iterable[Difference]:
    """Yield what the closures of two scenes do to the lanes of each."""
    if left.scene == right.scene:
        return
    texts = get_texts()
    for state in (left, right):
        detours = find_detours(state.pack, state.scene) if state.scene else ()
        if state.scene and detours:
            wording = Wording(state.pack, policy)
            items = [
                texts.lane_detour.format(
                    lane=wording.call(find_layer(state.pack, detour.layer)), detour=format_detour(detour)
                )
                for detour in detours
            ]
            yield Difference(texts.detours.format(closed=name_closed(state.scene, policy)), tuple(items))


def _tell_dates(left: ComparedState, right: ComparedState, policy: Policy) -> Iterable[Difference]:
    """Yield who joined the bodies on the map between two dates, and what happened between them."""
    if left.until == right.until or not (left.until and right.until):
        return
    texts, pack, wording = get_texts(), left.pack, Wording(left.pack, policy)
    start, end = sorted((left.until, right.until))
    earlier, later = (list_bodies(pack.layers, pack.tables, on=on) for on in (start, end))
    shown = left.layers.keys() | right.layers.keys()
    for body in later.values():
        new = [member for member in body.members.values() if member.id not in earlier[body.id].members]
        if new and body.layer in shown:
            names = ", ".join(member.names.call(policy) for member in new)
            yield Difference(texts.joined.format(body=body.label), (names,))
    events = [
        event
        for event in list_events(pack.layers, pack.tables)
        if event.layer in shown and has_begun(event.date, end) and not has_begun(event.date, start)
    ]
    after = [event for event in events if is_later(event.date, pack)]
    before = [event for event in events if event not in after]
    for form, told in ((texts.events_between, before), (texts.events_later, after)):
        items = tuple(
            texts.event_told.format(
                date=format_date(event.date), event=wording.rename(name_neutrally(event.names))
            )
            for event in told
        )
        if items:
            heading = form.format(len(items), start=format_date(start), end=format_date(end))
            yield Difference(heading, items)
    dated = {body.as_of for body in later.values() if body.layer in shown and not has_begun(end, body.as_of)}
    if dated:
        yield Difference("", (texts.members_as_of.format(date=format_date(max(dated))),))


def _tell_layers(left: ComparedState, right: ComparedState) -> Iterable[Difference]:
    """Yield which layers are on at one side alone."""
    sides = {"left": (left.layers, right.layers), "right": (right.layers, left.layers)}
    for side, (own, other) in sides.items():
        titles = tuple(title for layer_id, title in own.items() if other.get(layer_id) != title)
        if titles:
            yield Difference(get_texts().only_on[side], (", ".join(titles),))
