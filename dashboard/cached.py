"""Cache what every session shares."""

import os
from pathlib import Path

import streamlit as st

from dashboard.assets import PACK, StaticIndex
from dashboard.preparation import Preparation
from dashboard.selection import Known
from geodata.events import list_months_around
from geodata.gazetteer import Gazetteer, read_gazetteer
from geodata.manuscripts import read_manuscript
from geodata.packs import Pack, find_text, read_pack
from geodata.passages import AnchoredPassage, anchor_passages
from geodata.verification import Report, verify_pack


@st.cache_resource(show_spinner=False)
def load_pack() -> Pack:
    """Return the pack of the application."""
    return read_pack(PACK)


@st.cache_resource(show_spinner=False)
def start_preparation() -> Preparation:
    """Return the preparation of the served files, started by whoever asks first."""
    return Preparation(load_pack())


@st.cache_resource(show_spinner=False)
def load_gazetteer() -> Gazetteer:
    """Return the names that the pack's texts are rewritten by."""
    return read_gazetteer(load_pack())


def load_static() -> StaticIndex:
    """Return the index of the served files, waiting where they are still being made."""
    return start_preparation().get_index()


@st.cache_resource(show_spinner=False)
def load_known() -> Known:
    """Return what a link may name."""
    pack, index = load_pack(), load_static()
    return Known(
        default_layers=frozenset(layer.id for layer in pack.layers if layer.visible),
        features={layer_id: set(layer.features) - {layer_id} for layer_id, layer in index.layers.items()},
        passages=[passage.id for passage in pack.passages],
        scenes={scene.id: frozenset(scene.layers) for scene in pack.scenes},
        dates=list_months_around(pack.brief.date),
    )


@st.cache_resource(show_spinner=False)
def load_paragraphs() -> dict[str, AnchoredPassage]:
    """Return the anchored paragraphs by passage id; none where no full text was supplied.

    Raises
    ------
    AnchorError
        The text supplied does not hold a quote of the pack.
    PackError
        The text named cannot be read.
    """
    pack = load_pack()
    text = _read_supplied_text(pack)
    if text is None:
        return {}
    anchored = anchor_passages([passage.selector for passage in pack.passages], text)
    return {passage.id: passage for passage in anchored}


@st.cache_resource(show_spinner=False)
def load_report() -> Report:
    """Return the verification of the pack, with the text of the brief where it was supplied.

    Raises
    ------
    PackError
        The text named cannot be read.
    """
    pack = load_pack()
    return verify_pack(pack, text=_read_supplied_text(pack))


def _read_supplied_text(pack: Pack) -> str | None:
    path = find_text(pack.folder, os.environ.get("SEABRIEF_TEXT"))
    if path is not None:
        return read_manuscript(path).text
    secrets_files = (Path.home() / ".streamlit/secrets.toml", Path.cwd() / ".streamlit/secrets.toml")
    if any(file.is_file() for file in secrets_files):
        secret = st.secrets.get("brief_text")
        return str(secret) if secret else None
    return None
