"""Rewrite the names in running text by a naming policy."""

import re
from collections.abc import Iterable

from geodata.names import NEUTRAL, Names, Policy, speak
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.routing.chokepoints import read_chokepoints


class Gazetteer:
    """Names that running text is rewritten by.

    Parameters
    ----------
    names
        The names.
    language
        Language of the text as an IETF tag, whose neutral names are found beside the English ones.
    """

    def __init__(self, names: Iterable[Names], *, language: str = "") -> None:
        neutral = speak(NEUTRAL, language)
        self._called = {form: one for one in names for form in (one.en, one.neutral, one.call(neutral))}
        longest_first = sorted(self._called, key=len, reverse=True)
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")

    def rewrite(self, text: str, policy: Policy) -> str:
        """Return a text of ours with each neutral or English name as the policy has it."""
        return self._forms.sub(lambda found: self._called[found[0]].call(policy), text)


def read_gazetteer(pack: Pack) -> Gazetteer:
    """Return the names that the texts of a pack are rewritten by.

    These are names in dispute, names of whole layers, and chokepoints. Other places and all states keep their
    English names inside an English sentence; their labels follow the policy all the same.
    """
    rows = (feature for table in pack.tables.values() for feature in table)
    disputed = (
        feature.names.localise(feature.states) for feature in rows if feature.names.dual or feature.states
    )
    whole = (names for layer in pack.layers if (names := name_layer(pack, layer)))
    straits = (chokepoint.names for chokepoint in read_chokepoints().values())
    return Gazetteer([*straits, *whole, *disputed], language=pack.language)


def name_layer(pack: Pack, layer: Layer) -> Names | None:
    """Return the names of a layer that is one named thing, else None.

    They are its own, or those of the row of its table that bears its id and its title.
    """
    if layer.names:
        return layer.names
    rows = (feature for file in layer.table_files for feature in pack.tables[file])
    return next((row.names for row in rows if row.id == layer.id and row.names.neutral == layer.title), None)


def format_layer_name(pack: Pack, layer: Layer, policy: Policy, *, gazetteer: Gazetteer) -> str:
    """Return the title of a layer by a policy: its name, or its title with the names in it rewritten."""
    names = name_layer(pack, layer)
    return names.call(policy) if names else gazetteer.rewrite(layer.title, policy)
