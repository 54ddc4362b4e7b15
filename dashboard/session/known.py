"""What a link may name of a pack."""

from collections.abc import Collection, Mapping

from dashboard.session.selection import Askable, Known
from geodata.institutions.events import find_start, list_events, list_months_around
from geodata.institutions.memberships import list_bodies
from geodata.packs.pack import Pack
from geodata.range_bands.bands import list_origins
from geodata.records.layers import BandData, select_layers


def list_known(
    pack: Pack, features: Mapping[str, Collection[str]], *, link_name: str = "", private: bool = False
) -> Known:
    """Return what a link may name of a pack.

    Parameters
    ----------
    pack
        The pack.
    features
        Ids of the features of each layer, by its id.
    link_name, private
        As for `ActivePack`.
    """
    return Known(
        pack=link_name,
        private=private,
        default_layers=frozenset(layer.id for layer in pack.layers if layer.visible),
        features=features,
        passages=[passage.id for passage in pack.passages],
        scenes={scene.id: frozenset(scene.layers) for scene in pack.scenes},
        dates=list_dates(pack),
        moments={find_start(event.date) for event in list_events(pack.layers, pack.tables)},
        countries={
            member for body in list_bodies(pack.layers, pack.tables).values() for member in body.members
        },
        askable=Askable(
            bands=[layer.id for layer in select_layers(pack.layers, BandData)],
            origins=list_origins(),
        ),
    )


def list_dates(pack: Pack) -> tuple[str, ...]:
    """Return the months around the brief, and after them that of the last event that came later."""
    months = list_months_around(pack.brief.date)
    last = max((event.date[:7] for event in list_events(pack.layers, pack.tables)), default="")
    return (*months, last) if months and len(last) == len(months[-1]) and last > months[-1] else months
