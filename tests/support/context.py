"""The context of a page outside an application."""

from dataclasses import replace

import pytest

from dashboard.i18n.texts import ENGLISH
from dashboard.session import active_pack
from dashboard.session.cache import UnservedIndex
from dashboard.session.context import PageContext, PageRules
from dashboard.session.first_views import list_visible_layers
from dashboard.session.selection import Known, Selection
from dashboard.webmap.unserved import PackPayload
from geodata.packs.gazetteer import read_gazetteer
from geodata.packs.pack import Pack


def make_context(pack: Pack, *, rules: PageRules | None = None, **chosen: object) -> PageContext:
    """Return a context with a pack whose layers are not drawn: none of them has features or bounds."""
    content = {"catalogue": {}, "layers": []}
    known = Known(
        default_layers=frozenset(list_visible_layers(pack)),
        features={layer.id: () for layer in pack.layers},
        passages=[passage.id for passage in pack.passages],
        scenes={scene.id: frozenset(scene.layers) for scene in pack.scenes},
    )
    return PageContext(
        rules or PageRules(),
        pack,
        UnservedIndex("", PackPayload("", content), {}),
        read_gazetteer(pack),
        known,
        Selection(**chosen),
        "light",
        ENGLISH,
    )


def activate_pack(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sessions show another pack in the place of theirs, with the drawn layers of theirs."""
    active = active_pack.get_active()
    monkeypatch.setattr(active_pack, "get_active", lambda: replace(active, pack=pack))
