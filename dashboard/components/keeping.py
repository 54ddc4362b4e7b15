"""What the viewer brings or makes stays in his browser: what to keep, the notice, the button that forgets."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from dashboard.i18n.texts import get_texts
from dashboard.messages import Bringing, KeepData, KeptPart, KeptPlace
from dashboard.session.active_pack import get_active
from dashboard.session.context import get_drawn_theme
from dashboard.session.uploads import HeldFile, find_upload, get_session_id, list_uploads
from dashboard.webmap.bundle import FRONTEND, gather_modules, join_modules

DRAFT: Final = "draft"
NOTES: Final = "notes"
OWN_LAYER: Final = "own-layer"
PACK: Final = "pack"
NOTICE = "keep-notice"
"""Key of the notice."""


def _join_keep() -> str:
    """Return the script with the modules that it shares with the map."""
    own = {path.stem: path for path in (FRONTEND / "keep").glob("*.js")}

    def read(name: str) -> str:
        return own.get(name, FRONTEND / "map" / f"{name}.js").read_text(encoding="utf-8")

    return f"{join_modules(gather_modules('keep', read))}export default module_keep.keep;\n"


_keep = st.components.v2.component(
    "seabrief_keep", html='<div class="sb-kept"></div>', js=_join_keep(), isolate_styles=False
)


def report_held(key: str, places: Sequence[KeptPlace], parts: Sequence[KeptPart]) -> None:
    """Tell the browser what the session holds at some places; what is not among the parts is gone.

    A fragment that changes what is held reports it itself: nothing outside of it runs then.
    """
    _keep(key=key, data=_describe(places, parts))


def describe_text(place: KeptPlace, name: str, file: str, text: str) -> KeptPart:
    """Return what the browser keeps of something that was made here.

    Parameters
    ----------
    place
        What it is.
    name
        What a notice calls it.
    file, text
        Name and content of the file that brings it back.
    """
    return _make_part(place, name, file, text=text)


def describe_file(place: KeptPlace, held: HeldFile, *, passage: str = "") -> KeptPart:
    """Return what the browser keeps of a file that the viewer chose."""
    return _make_part(place, held.title, held.name, size=held.size, passage=passage)


def _make_part(
    place: KeptPlace, name: str, file: str, *, size: int = 0, text: str = "", passage: str = ""
) -> KeptPart:
    pack = get_active().link_name
    return {
        "place": place,
        "name": name,
        "file": file,
        "size": size,
        "text": text,
        "pack": pack,
        "passage": passage,
    }


def show_notice(on_bringing: Callable[[], None]) -> None:
    """Show what is kept and can be brought back, what a restart has lost, and what cannot be kept."""
    texts, pack = get_texts(), find_upload(PACK)
    parts = [describe_file(PACK, pack)] if pack and pack.name else []
    data = _describe([PACK], parts)
    data["uploads"] = list_uploads()
    data["notice"] = {
        "kept": texts.kept_here,
        "things": dict(texts.kept_things),
        "earlier": texts.kept_earlier,
        "bringBack": texts.bring_back,
        "coming": texts.bringing_back,
        "notBack": texts.not_brought_back,
        "forget": texts.forget,
        "later": texts.bring_later,
        "forgotten": texts.forgotten,
        "undo": texts.undo_forget,
        "lost": texts.uploads_lost,
        "refused": texts.not_kept,
        "full": texts.not_kept_full,
        "close": texts.close,
    }
    _keep(key=NOTICE, data=data, on_bringing_change=on_bringing)


def get_bringing() -> Bringing:
    """Return what the files belong to that the browser is about to bring back, checked."""
    told = st.session_state[NOTICE]["bringing"]
    pack, passage = (told.get(name) for name in ("pack", "passage")) if isinstance(told, dict) else ("", "")
    return {
        "pack": pack if isinstance(pack, str) else "",
        "passage": passage if isinstance(passage, str) else "",
    }


def show_forget() -> None:
    """Show the button that forgets everything that the browser keeps, and say what that is."""
    texts = get_texts()
    data = _describe([], [])
    data["forget"] = {"all": texts.forget_all, "nothing": texts.nothing_kept}
    _keep(key="keep-forget", data=data)
    st.caption(texts.kept_hint)


def _describe(places: Sequence[KeptPlace], parts: Sequence[KeptPart]) -> KeepData:
    return {
        "session": get_session_id(),
        "look": f"sb-page sb-{get_drawn_theme()}",
        "places": list(places),
        "parts": list(parts),
    }
