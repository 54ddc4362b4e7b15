"""The selection of a room: what of a link, and of which page, those who follow are shown."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from dashboard.session import active_pack, cache
from dashboard.session.selection import Selection
from dashboard.session.url import decode_selection, encode_selection

PAGE = "page"
"""Parameter that names the page; without it, the briefing."""
PAGES = frozenset(("explore", "islands", "sea-lanes", "range-bands", "institutions"))
"""Pages with a map that can be shown beside the briefing."""
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
    page = params.pop(PAGE, [""])[-1]
    active = active_pack.find_named(params.get(active_pack.PARAMETER, [""])[-1])
    known = cache.load_known(
        active.pack, cache.load_index(active), link_name=active.link_name, private=active.private
    )
    selection, ignored = decode_selection(params, known)
    if ignored or (selection.scene is None) != (page in PAGES) or page not in PAGES | {""}:
        raise ValueError(query)
    shown = encode_selection(replace(selection, **Selection().settings), known)
    return urlencode(({PAGE: page} if page else {}) | shown)
