"""Two links of the application as the request for a slide."""

import sys
from collections.abc import Sequence

from dashboard.cli.options import NOTICE_PREFIX
from dashboard.components.comparison import make_comparison
from dashboard.exports.request import ComparisonRequest
from dashboard.i18n.translator import get_translator, translate
from dashboard.packs import list_packs, read_told_pack, translate_to
from dashboard.session.known import list_known
from dashboard.session.linked import read_link
from dashboard.session.selection import Known
from geodata.names import Policy, speak
from geodata.packs.pack import Pack

UNSEEN = "feature"
"""Parameter of an open feature, which no picture shows."""


def request_comparison(links: Sequence[str], start: Pack, *, names: Policy) -> ComparisonRequest:
    """Return the request for two links; what of them was not understood is told on standard error.

    Parameters
    ----------
    links
        The left and the right one.
    start
        The pack that a link means which names none.
    names
        How places are called.

    Raises
    ------
    LinkError
        One is no link to a map.
    """
    language, folders = get_translator().language, list_packs()

    def find_pack(name: str) -> tuple[Pack, Known]:
        if name and name not in folders:
            raise ValueError(name)
        pack = read_told_pack(folders[name]) if name else translate_to(start, language)
        return pack, list_known(pack, {layer.id: () for layer in pack.layers}, link_name=name)

    left, right = (read_link(link, find_pack) for link in links)
    for link, view in zip(links, (left, right), strict=True):
        if ignored := [name for name in view.ignored if name != UNSEEN]:
            told = translate(
                "{link}: not understood and left out: {names}", link=link, names=", ".join(ignored)
            )
            print(f"{NOTICE_PREFIX} {told}", file=sys.stderr)
    return make_comparison((left, right), names=speak(names, language))
