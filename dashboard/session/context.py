"""The context of a page: what one run of it, one of its fragments or one callback works with.

A page script, a fragment and a callback each make one context when they start, and hand it down. None keeps
it for later: callbacks run before the script, and any of them may change the selection or the pack.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.cartography.bounds import CornerBounds, list_lit
from dashboard.i18n.texts import Texts, get_texts
from dashboard.messages import Theme
from dashboard.session import active_pack, cache, store
from dashboard.session.cache import UnservedIndex
from dashboard.session.first_views import list_visible_layers
from dashboard.session.selection import Known, Selection
from dashboard.session.url import encode_settings
from dashboard.webmap.publish import PackIndex
from geodata.geometry.geodesy import Position
from geodata.layers.loading import find_layer
from geodata.names import LANGUAGES, Policy, speak
from geodata.packs.gazetteer import Gazetteer, format_layer_name
from geodata.packs.pack import Pack
from geodata.records.layers import Layer


@dataclass(frozen=True)
class PageContext:
    """The active pack, the selection, and how things are called, drawn and worded."""

    rules: "PageRules"
    """Those of the page."""
    pack: Pack
    """The active pack."""
    index: PackIndex | UnservedIndex
    """Where its files are, and what is said of its layers."""
    gazetteer: Gazetteer
    """The names that its texts are rewritten by."""
    known: Known
    """What a link to the page may name."""
    selection: Selection
    """What is chosen."""
    theme: Theme
    """As the page is drawn."""
    texts: Texts
    """Messages in the language of the session."""

    @property
    def names(self) -> Policy:
        """The naming policy, for readers of the language."""
        return speak(self.selection.names, self.texts.translator.language)

    def find_layer(self, layer_id: str) -> Layer:
        """Return the record of a layer of the pack."""
        return find_layer(self.pack, layer_id)

    def rewrite_names(self, text: str) -> str:
        """Return a sentence of ours with the names in it by the policy."""
        return self.gazetteer.rewrite(text, self.names)

    def name_layer(self, layer: Layer) -> str:
        """Return the title of a layer by the policy."""
        return format_layer_name(self.pack, layer, self.names, gazetteer=self.gazetteer)

    def name_feature(self, key: str) -> str:
        """Return the name of the feature, or of the whole layer, that a feature key means."""
        layer_id, _, feature_id = key.partition(".")
        if not feature_id:
            return self.name_layer(self.find_layer(layer_id))
        return self.index.layers[layer_id].features[feature_id].names.call(self.names)

    def format_language(self) -> str:
        """Return the attribute that says the language of a name by the policy, empty where it is not one."""
        language = LANGUAGES.get(self.names.replace("-", "_"))
        return f' lang="{language}"' if language else ""

    def carry_settings(self, **params: str) -> dict[str, str]:
        """Return the parameters of a link to another page, with the settings that go along."""
        return params | encode_settings(self.selection)

    def is_known(self, key: str) -> bool:
        """Return whether a feature key names a layer, or a feature of one."""
        layer_id, _, feature_id = key.partition(".")
        features = self.known.features
        return layer_id in features and (not feature_id or feature_id in features[layer_id])

    def find_feature_bounds(self, key: str) -> CornerBounds:
        """Return the area to fly to for a feature, or a whole layer."""
        layer_id, _, feature_id = key.partition(".")
        indexed = self.index.layers[layer_id]
        west, south, east, north = indexed.features[feature_id].bounds if feature_id else indexed.bounds
        return (south, west), (north, east)

    def list_own_layers(self) -> Collection[str]:
        """Return the ids of the layers that the question of the page switches."""
        return self.rules.list_own_layers(self.pack)

    def list_shown(self) -> frozenset[str]:
        """Return the ids of the layers that are on, without those that the question of the page switches."""
        shown = self.list_with_choice() if self.rules.with_choice else self._list_linked()
        return shown - set(self.list_own_layers())

    def list_with_choice(self) -> frozenset[str]:
        """Return the ids of the layers that are on, with those of the chosen passage or feature."""
        selection = self.selection
        if selection.layers is not None or selection.scene:
            return self._list_linked()
        chosen = {selection.feature.partition(".")[0]} if selection.feature else set()
        return self.known.default_layers | set(list_lit(self.pack, selection.passage)) | chosen

    def _list_linked(self) -> frozenset[str]:
        """Return the layers that the link names, else those of the scene, else those of the start."""
        if self.selection.layers is not None:
            return self.selection.layers
        return self.known.scenes[self.selection.scene] if self.selection.scene else self.known.default_layers


@dataclass(frozen=True, kw_only=True)
class PageRules:
    """By what a page differs from the others: its link, its layers, and what a click on its map means."""

    read_link: Callable[[Known], Selection] = store.read_selection
    """Returns the selection of the session, taken from the link where that says something new."""
    list_first_layers: Callable[[Pack], Collection[str]] = list_visible_layers
    """Returns the ids of the layers that are visible at the start."""
    list_own_layers: Callable[[Pack], Collection[str]] = lambda _pack: ()
    """Returns the ids of the layers that the question of the page switches, and not the list on the map."""
    with_choice: bool = False
    """Whether the layers of the chosen passage or feature are on, too, where the link names no layers."""
    told_beside: bool = False
    """Whether what stands beside the map tells which layers are on."""
    timed: bool = False
    """Whether events stand along a bar on the map, on which the viewer chooses up to when it shows."""
    with_steps: bool = False
    """Whether the steps of the viewer can be taken back."""
    take_place: Callable[[Position, str], bool] = lambda _place, _key: False
    """Uses the place of a click, and the topmost key there; returns False where it has no use for them."""
    choose: Callable[[PageContext, Sequence[str]], None] | None = None
    """Chooses among the keys under a click, the topmost first; None for `actions.choose_clicked`."""


WITHOUT_MAP = PageRules(read_link=store.read_settings)
"""Rules of a page whose link says the settings alone."""


def open_page(rules: PageRules) -> PageContext:
    """Return the context of a page that starts, with the selection that its link asks for."""
    return _make_context(rules, rules.read_link)


def get_context(rules: PageRules) -> PageContext:
    """Return the context of a fragment or a callback of a page, with the selection as it stands."""
    return _make_context(rules, lambda _known: store.get_selection())


def _make_context(rules: PageRules, read: Callable[[Known], Selection]) -> PageContext:
    active = active_pack.get_active()
    index = cache.load_index(active)
    first = frozenset(rules.list_first_layers(active.pack)) - set(rules.list_own_layers(active.pack))
    known = cache.load_known(active.pack, index, link_name=active.link_name, private=active.private)
    known = replace(known, default_layers=first)
    return PageContext(
        rules,
        active.pack,
        index,
        cache.load_gazetteer(active.pack),
        known,
        read(known),
        get_drawn_theme(),
        get_texts(),
    )


def get_drawn_theme() -> Theme:
    """Return `light` or `dark`, as the page is drawn."""
    return "dark" if st.context.theme.type == "dark" else "light"
