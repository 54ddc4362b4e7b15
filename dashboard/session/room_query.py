"""The selection of a room: what of a link those who follow are shown."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from dashboard.session import active_pack, cache
from dashboard.session.url import decode_selection, encode_selection
from geodata.names import NEUTRAL

MOST_FIELDS = 30
"""Parameters of a link."""


def check_query(query: str) -> str:
    """Return the query of a link as a room keeps it, without what each viewer sets for himself.

    It waits where the map's files are still being made.

    Raises
    ------
    ValueError
        A parameter is damaged, unknown, or names what the pack does not have.
    """
    params = parse_qs(query, strict_parsing=True, max_num_fields=MOST_FIELDS) if query else {}
    active = active_pack.find_named(params.get(active_pack.PARAMETER, [""])[-1])
    known = cache.load_known(
        active.pack, cache.load_index(active), link_name=active.link_name, private=active.private
    )
    selection, ignored = decode_selection(params, known)
    if ignored or selection.scene is None:
        raise ValueError(query)
    return urlencode(encode_selection(replace(selection, names=NEUTRAL, theme=None, lang=""), known))
