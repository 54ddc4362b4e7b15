"""The first view of each page that is a map: which layers are on, and where it looks."""

from collections.abc import Callable, Collection, Mapping

from dashboard.cartography.bounds import CornerBounds
from geodata.institutions.events import GROUP
from geodata.packs.pack import Pack
from geodata.records.layers import BandData, ChokepointData, Layer, MembershipData, select_layers

FIRST_BODIES = ("eas", "arf", "osce")
"""Bodies that are on at the start of the Institutions page, where the pack has them."""
ISLAND_GROUPS = ("islands", "features")
"""Groups of the layers that the Islands page is about, the close-up first."""


def list_visible_layers(pack: Pack) -> Collection[str]:
    """Return the ids of the layers that a pack shows at the start."""
    return {layer.id for layer in pack.layers if layer.visible}


def list_gates(pack: Pack) -> Collection[str]:
    """Return the ids of the layers of chokepoints, which the Sea lanes page shows."""
    return {layer.id for layer in select_layers(pack.layers, ChokepointData)}


def list_without_bands(pack: Pack) -> Collection[str]:
    """Return the ids of the visible layers beside the bands, which the question of their page switches."""
    return {*list_visible_layers(pack)} - {layer.id for layer in select_layers(pack.layers, BandData)}


def list_islands(pack: Pack) -> list[Layer]:
    """Return the layers with islands and other features, close-up first."""
    return [layer for group in ISLAND_GROUPS for layer in pack.layers if layer.group == group]


def list_islands_and_seas(pack: Pack) -> Collection[str]:
    """Return the ids of the layers of islands and of named seas, which the Islands page shows."""
    seas = {layer.id for layer in pack.layers if layer.group == "seas" and layer.visible}
    return seas | {layer.id for layer in list_islands(pack)}


def list_bodies_and_events(pack: Pack) -> Collection[str]:
    """Return the ids of the layers of some bodies and of all events, which the Institutions page shows."""
    return {
        layer.id
        for layer in pack.layers
        if layer.group == GROUP
        or ((members := layer.get_data(MembershipData)) and members.body in FIRST_BODIES)
    }


FIRST_LAYERS: Mapping[str, Callable[[Pack], Collection[str]]] = {
    "briefing": list_visible_layers,
    "explore": list_visible_layers,
    "islands": list_islands_and_seas,
    "sea-lanes": list_gates,
    "range-bands": list_without_bands,
    "institutions": list_bodies_and_events,
}
"""Address of a page that is a map -> what returns the layers that are on at its start."""
FIRST_VIEWS: Mapping[str, CornerBounds] = {
    "range-bands": ((3, 100), (43, 148)),
    "institutions": ((-48.0, -14.0), (72.0, 215.0)),  # from Europe over Asia and the Pacific to Alaska
}
"""Address of a page -> south-west and north-east corner of what it shows first, where neither the pack nor
what is asked decides."""
