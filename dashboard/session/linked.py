"""What a link of the application shows, outside of the page that it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import parse_qs, urlencode, urlsplit

from dashboard.session.bands import draw_band, get_choices, get_origin, set_band
from dashboard.session.first_views import FIRST_LAYERS
from dashboard.session.known import list_dates
from dashboard.session.selection import Known, Selection
from dashboard.session.url import decode_selection, encode_selection, encode_settings
from dashboard.session.voyages import DEFAULT_SPEED_KN, get_sailing, get_stops
from dashboard.webmap.live_layers import LiveLayer, draw_question
from dashboard.wording.comparison import ComparedState, Voyage
from geodata.errors import Message, SeaBriefError
from geodata.institutions.events import list_events
from geodata.institutions.memberships import has_begun
from geodata.layers.loading import find_layer
from geodata.names import NEUTRAL, Policy
from geodata.packs.completeness import is_later
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.routing.closures import compare_lane
from geodata.scenes import find_scene

MOST_FIELDS = 40
"""Parameters of a link."""
LONGEST_LINK = 4000
"""Characters of a link."""
EXPLORE, BRIEFING, BANDS = "explore", "briefing", "range-bands"
INSTITUTIONS, LANES = "institutions", "sea-lanes"
"""Addresses of pages."""
PACK = "pack"
"""Parameter that names a pack of the repository."""


class LinkError(SeaBriefError, ValueError):
    """A text that is no link to a map of the application."""

    def __init__(self, link: str) -> None:
        pages = ", ".join(FIRST_LAYERS)
        super().__init__(
            Message(
                "{link}: no link to a map. Expected one such as {example}; the pages are {pages}.",
                link=link,
                pages=pages,
                example="sea-lanes?closed=malacca",
            )
        )
        self.link = link


class FindPack(Protocol):
    """Finds the pack that a link names, and what a link may name of it."""

    def __call__(self, name: str, /) -> tuple[Pack, Known]:
        """Return those of a name, which is empty for the pack of the start.

        Raises
        ------
        ValueError
            There is no pack of that name.
        """


@dataclass(frozen=True)
class LinkedView:
    """What a link shows."""

    page: str
    """Address of its page."""
    pack: Pack
    """The pack that it is of."""
    known: Known
    """What it may name, with the layers that are on at the start of the page."""
    selection: Selection
    """What it says."""
    ignored: tuple[str, ...] = ()
    """Names of its parameters that were not understood."""

    @property
    def link(self) -> str:
        """The link again, without what each viewer sets for himself."""
        own = encode_settings(replace(self.selection, pack=""))
        params = encode_selection(self.selection, self.known)
        query = urlencode({name: value for name, value in params.items() if name not in own}, safe=",;:")
        return f"{self.page}?{query}" if query else self.page


def split_link(link: str) -> tuple[str, Mapping[str, Sequence[str]]]:
    """Return the page that a link leads to, and its parameters.

    Raises
    ------
    LinkError
        It leads to no page that is a map, or cannot be read at all.
    """
    try:
        address = urlsplit(link.strip()[:LONGEST_LINK])
        params = parse_qs(address.query, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise LinkError(link) from error
    page = address.path.rstrip("/").rpartition("/")[2]
    if page not in FIRST_LAYERS:
        raise LinkError(link)
    return page, params


def read_link(link: str, find_pack: FindPack) -> LinkedView:
    """Return what a link shows; what of it is damaged is passed over.

    Raises
    ------
    LinkError
        As for `split_link`.
    """
    page, params = split_link(link)
    missing: tuple[str, ...] = ()
    try:
        pack, known = find_pack(params.get(PACK, [""])[-1])
    except ValueError:
        (pack, known), missing = find_pack(""), (PACK,)
    known = replace(known, default_layers=frozenset(FIRST_LAYERS[page](pack)))
    read = {name: values for name, values in params.items() if name != PACK}
    selection, ignored = decode_selection(read, known)
    if page == BRIEFING and selection.scene is None:
        selection = replace(selection, scene=next(iter(known.scenes), None))
    elif page != BRIEFING:
        selection = replace(selection, scene=None)
    return LinkedView(page, pack, known, selection, (*missing, *ignored))


def describe_state(view: LinkedView, title: str, *, policy: Policy = NEUTRAL) -> ComparedState:
    """Return a view as a state that can be compared; `title` is that of its page."""
    pack, selection = view.pack, view.selection
    gazetteer = read_gazetteer(pack)
    on = list_shown(view)
    titles = {
        layer.id: format_layer_name(pack, layer, policy, gazetteer=gazetteer)
        for layer in pack.layers
        if layer.id in on
    }
    titles |= {layer.record.id: layer.call(policy) for layer in _draw_bands(view)}
    return ComparedState(
        title,
        pack,
        titles,
        scene=find_scene(pack, selection.scene) if selection.scene else None,
        until=get_until(view),
        voyage=_find_voyage(view) if view.page == LANES else None,
    )


def list_shown(view: LinkedView) -> frozenset[str]:
    """Return the ids of the layers of the pack that are on, as the page has them."""
    selection, known = view.selection, view.known
    if selection.layers is not None:
        shown = selection.layers
    elif selection.scene:
        shown = known.scenes[selection.scene]
    else:
        shown = known.default_layers
    return shown if view.page != BANDS else shown - set(known.askable.bands) | _list_served_bands(view)


def draw_live(view: LinkedView) -> tuple[LiveLayer, ...]:
    """Return the layers that the page of a view computes: a lane with its closures, or moved bands."""
    if view.page == LANES:
        voyage = _find_voyage(view)
        return draw_question(view.pack, voyage.stops, voyage.detour)
    return _draw_bands(view)


def get_until(view: LinkedView) -> str:
    """Return the month up to which a view shows what happened: of Institutions, where it has dates."""
    if view.page != INSTITUTIONS:
        return ""
    begun = [month for month in view.known.dates if has_begun(month, view.pack.brief.date)]
    return view.selection.date or max(begun, default="")


def list_compared_dates(pack: Pack) -> tuple[str, ...]:
    """Return the dates that are compared on Institutions: that of the brief, that of the last event after.

    The first is empty, as in the link; there are none where nothing came after the brief.
    """
    last = max(list_dates(pack), default="")
    later = (event.date for event in list_events(pack.layers, pack.tables) if is_later(event.date, pack))
    return ("", last) if any(date[:7] == last for date in later) else ()


def _find_voyage(view: LinkedView) -> Voyage:
    asked = view.selection.question
    stops, sailing = get_stops(view.pack, asked), get_sailing(view.pack, asked)
    detour = compare_lane(stops, closed=asked.closed, sailing=sailing)
    return Voyage(stops, detour, asked.speed or DEFAULT_SPEED_KN, sailing.ship if sailing else None)


def _list_bands(view: LinkedView) -> list[Layer]:
    asked = view.selection.question
    return [set_band(view.pack, choice, get_origin(asked)) for choice in get_choices(view.pack, asked)]


def _list_served_bands(view: LinkedView) -> frozenset[str]:
    return frozenset(band.id for band in _list_bands(view) if band == find_layer(view.pack, band.id))


def _draw_bands(view: LinkedView) -> tuple[LiveLayer, ...]:
    if view.page != BANDS:
        return ()
    served = _list_served_bands(view)
    return tuple(draw_band(view.pack, band) for band in _list_bands(view) if band.id not in served)
