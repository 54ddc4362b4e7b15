"""Count the bodies that a map shows for each member, which says how the member is coloured."""

from collections import Counter
from collections.abc import Iterable

import geopandas

from dashboard.theme import LAYER_STYLES, choose_common_style


def count_bodies(layers: Iterable[tuple[str, geopandas.GeoDataFrame]]) -> Counter[str]:
    """Return in how many of the bodies that a map shows each member is, by the id of the member.

    Parameters
    ----------
    layers
        Style key and rows of each layer of the map; those that show no members do not count.
    """
    return Counter(
        member
        for style, rows in layers
        if LAYER_STYLES[style].mark_kind.counted
        for member in set(rows["id"])
    )


def choose_style(style: str, member: str, counted: Counter[str]) -> str:
    """Return the key of the style for a row: its layer's own but for members of several bodies."""
    several = LAYER_STYLES[style].mark_kind.counted and counted[member] > 1
    return choose_common_style(counted[member]) if several else style
