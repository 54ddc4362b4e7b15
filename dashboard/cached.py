"""Cache what every session shares."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import shelf
from dashboard.assets import PackIndex
from dashboard.drawing import LayerIndex
from dashboard.foreign import Parcel
from dashboard.preparation import Preparation
from dashboard.question import Askable
from dashboard.scratch import open_workspace
from dashboard.selection import Known
from geodata.events import list_months_around
from geodata.gazetteer import Gazetteer, read_gazetteer
from geodata.layer_data import BandData
from geodata.manuscripts import read_manuscript
from geodata.memberships import list_bodies
from geodata.packs import Pack, find_text
from geodata.passages import AnchoredPassage, anchor_passages
from geodata.ranges import list_origins
from geodata.verification import Report, verify_pack

MOST_PACKS = 8
"""Packs of which derived things are kept; the one not used for longest goes first."""
BY_KEY: dict[str | type[Any], Callable[[Any], Any]] = {Pack: lambda pack: pack.key}
"""What tells packs apart."""


@dataclass(frozen=True)
class ForeignIndex:
    """What the pages need of a pack that is not served; like `PackIndex`."""

    bridge: str
    """Address of the bridge module."""
    catalogue: Parcel
    """Layer catalogue and layers, which travel with the page."""
    layers: Mapping[str, LayerIndex]
    """The pack's layers by id."""
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Addresses of pictures of the scenes; there are none."""


def load_pack() -> Pack:
    """Return the pack that the session shows."""
    return shelf.get_pack()


@st.cache_resource(show_spinner=False)
def start_preparation() -> Preparation:
    """Return the preparation of the served files, started by whoever asks first.

    What servers that were killed left among the temporary files is removed then, too.
    """
    open_workspace()
    return Preparation(list(shelf.load_served().values()))


def load_gazetteer() -> Gazetteer:
    """Return the names that the pack's texts are rewritten by."""
    return keep_gazetteer(load_pack())


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def keep_gazetteer(pack: Pack) -> Gazetteer:
    """Return the names that the texts of a pack are rewritten by."""
    return read_gazetteer(pack)


def load_static() -> PackIndex | ForeignIndex:
    """Return the index of the pack's files, waiting where the served ones are still being made."""
    static, foreign = start_preparation().get_index(), shelf.get_foreign()
    if foreign:
        return ForeignIndex(static.bridge, foreign.parcel, foreign.layers)
    return static.packs[shelf.get_served_name()]


def load_known() -> Known:
    """Return what a link may name."""
    pack, index = load_pack(), load_static()
    chosen = shelf.get_chosen()
    return Known(
        pack="" if chosen == shelf.UPLOAD else chosen,
        private=chosen == shelf.UPLOAD,
        default_layers=frozenset(layer.id for layer in pack.layers if layer.visible),
        features={layer_id: set(layer.features) - {layer_id} for layer_id, layer in index.layers.items()},
        passages=[passage.id for passage in pack.passages],
        scenes={scene.id: frozenset(scene.layers) for scene in pack.scenes},
        dates=list_months_around(pack.brief.date),
        countries={
            member for body in list_bodies(pack.layers, pack.tables).values() for member in body.members
        },
        askable=Askable(
            bands=[layer.id for layer in pack.layers if isinstance(layer.data, BandData)],
            origins=list_origins(),
        ),
    )


def load_paragraphs() -> dict[str, AnchoredPassage]:
    """Return the anchored paragraphs by passage id; none where no full text was supplied.

    Raises
    ------
    AnchorError
        The text supplied does not hold a quote of the pack.
    PackError
        The text named cannot be read.
    """
    return keep_paragraphs(load_pack())


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def keep_paragraphs(pack: Pack) -> dict[str, AnchoredPassage]:
    """Return the anchored paragraphs of a pack, as `load_paragraphs` does."""
    text = _read_supplied_text(pack)
    if text is None:
        return {}
    anchored = anchor_passages([passage.selector for passage in pack.passages], text)
    return {passage.id: passage for passage in anchored}


def load_report() -> Report:
    """Return the verification of the pack, with the text of the brief where it was supplied.

    Raises
    ------
    PackError
        The text named cannot be read.
    """
    return keep_report(load_pack())


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def keep_report(pack: Pack) -> Report:
    """Return the verification of a pack, as `load_report` does."""
    return verify_pack(pack, text=_read_supplied_text(pack))


def _read_supplied_text(pack: Pack) -> str | None:
    """Return the text of a pack's brief; what the operator names belongs to the pack of the start."""
    started = pack.key == shelf.get_start_pack().key
    path = find_text(pack.folder, os.environ.get("SEABRIEF_TEXT") if started else None)
    if path is not None:
        return read_manuscript(path).text
    if not started:
        return None
    secrets_files = (Path.home() / ".streamlit/secrets.toml", Path.cwd() / ".streamlit/secrets.toml")
    if any(file.is_file() for file in secrets_files):
        secret = st.secrets.get("brief_text")
        return str(secret) if secret else None
    return None
