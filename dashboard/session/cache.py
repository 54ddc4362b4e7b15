"""Cache what all sessions share."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from dashboard.i18n.translator import get_translator
from dashboard.session import active_pack
from dashboard.session.active_pack import ActivePack
from dashboard.session.known import list_known
from dashboard.session.selection import Known
from dashboard.temporary_files import open_workspace
from dashboard.webmap.pack_index import LayerIndex
from dashboard.webmap.publish import PackIndex, Preparation
from dashboard.webmap.unserved import PackPayload, TextReading
from dashboard.wording.positions import get_notation
from geodata.errors import SeaBriefError
from geodata.packs.gazetteer import Gazetteer, read_gazetteer
from geodata.packs.pack import Pack, find_text
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.text.documents import read_document
from geodata.text.paragraphs import AnchoredPassage, anchor_passages

MOST_PACKS = 8
"""Packs of which derived things are kept; the one not used for longest goes first."""
BY_KEY: dict[str | type[Any], Callable[[Any], Any]] = {
    Pack: lambda pack: (pack.key, get_translator().language)
}
"""What tells packs apart, and the languages in which things are derived from them."""
BY_KEY_AND_NOTATION: dict[str | type[Any], Callable[[Any], Any]] = {
    Pack: lambda pack: (*BY_KEY[Pack](pack), get_notation())
}
"""The same for what names places by their positions."""
_Read = TypeVar("_Read")


@dataclass(frozen=True)
class UnservedIndex:
    """What the pages need of a pack that is not served; like `PackIndex`."""

    bridge: str
    """Address of the bridge module."""
    catalogue: PackPayload
    """Layer catalogue and layers, which travel with the page."""
    layers: Mapping[str, LayerIndex]
    """The pack's layers by id."""
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Addresses of pictures of the scenes; there are none."""


@st.cache_resource(show_spinner=False)
def start_preparation() -> Preparation:
    """Return the preparation of the served files, started by whoever asks first.

    What servers that were killed left among the temporary files is removed then, too.
    """
    open_workspace()
    return Preparation(list(active_pack.load_served().values()))


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def load_gazetteer(pack: Pack) -> Gazetteer:
    """Return the names that the texts of a pack are rewritten by."""
    return read_gazetteer(pack)


def load_index(active: ActivePack) -> PackIndex | UnservedIndex:
    """Return the index of the files of a pack, waiting where the served ones are still being made."""
    static, unserved = start_preparation().get_index(), active.unserved
    if unserved:
        return UnservedIndex(static.bridge, unserved.parcel, unserved.layers)
    return static.get_pack(active.folder, get_translator().language)


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def load_known(pack: Pack, _index: PackIndex | UnservedIndex, *, link_name: str, private: bool) -> Known:
    """Return what a link may name of a pack.

    Parameters
    ----------
    pack, _index
        The pack and the index of its files, which goes with it.
    link_name, private
        As for `ActivePack`.
    """
    features = {layer_id: set(layer.features) - {layer_id} for layer_id, layer in _index.layers.items()}
    return list_known(pack, features, link_name=link_name, private=private)


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def load_paragraphs(pack: Pack) -> dict[str, AnchoredPassage]:
    """Return the anchored paragraphs of a pack by passage id; none where no full text was supplied.

    Raises
    ------
    AnchorError
        The text supplied does not hold a quote of the pack.
    PackError
        The text named cannot be read.
    """
    if read := _find_reading(pack):
        return {passage.id: passage for passage in _open(read.paragraphs)}
    text = _read_supplied_text(pack)
    if text is None:
        return {}
    anchored = anchor_passages([passage.selector for passage in pack.passages], text)
    return {passage.id: passage for passage in anchored}


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def load_report(pack: Pack) -> VerificationReport:
    """Return the verification of a pack, with the text of the brief where it was supplied.

    Raises
    ------
    PackError
        The text named cannot be read.
    """
    if read := _find_reading(pack):
        return _open(read.report)
    return verify_pack(pack, text=_read_supplied_text(pack))


def _find_reading(pack: Pack) -> TextReading | None:
    """Return what the worker found in the text of an upload, which is not read here; none of other packs."""
    unserved = active_pack.get_active().unserved
    if unserved is None or unserved.pack.key != pack.key or _is_started(pack):
        return None
    return unserved.text


def _open(read: _Read | SeaBriefError) -> _Read:
    if isinstance(read, SeaBriefError):
        raise read
    return read


def _is_started(pack: Pack) -> bool:
    return pack.key == active_pack.get_start_pack().key


def _read_supplied_text(pack: Pack) -> str | None:
    """Return the text of a pack's brief; what the operator names belongs to the pack of the start."""
    started = _is_started(pack)
    path = find_text(pack.folder, os.environ.get("SEABRIEF_TEXT") if started else None)
    if path is not None:
        return read_document(path).text
    if not started:
        return None
    secrets_files = (Path.home() / ".streamlit/secrets.toml", Path.cwd() / ".streamlit/secrets.toml")
    if any(file.is_file() for file in secrets_files):
        secret = st.secrets.get("brief_text")
        return str(secret) if secret else None
    return None
