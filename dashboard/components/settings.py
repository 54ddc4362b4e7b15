"""Settings: brief, names, theme, positions; and the button that copies the link."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.keeping import PACK, show_forget
from dashboard.components.layout import escape_markdown
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, list_languages, name_language, tell
from dashboard.messages import BarData, Theme
from dashboard.packs import tell_left_out
from dashboard.session import active_pack, reading, store
from dashboard.session.context import get_drawn_theme
from dashboard.session.selection import THEMES
from dashboard.session.uploads import HeldFile, note_upload
from dashboard.session.widgets import name_widget, read_widget
from dashboard.webmap.bundle import FRONTEND, gather_modules, join_modules
from dashboard.webmap.unserved import open_archive
from geodata.errors import SeaBriefError
from geodata.geometry.notations import NOTATIONS
from geodata.names import POLICIES

_NAMES_CHOICE = "names"


def show_names_setting() -> None:
    """Show the choice of the naming policy."""
    texts = get_texts()
    st.selectbox(
        texts.names,
        POLICIES,
        format_func=texts.policies.__getitem__,
        key=name_widget(_NAMES_CHOICE, store.get_names()),
        on_change=lambda: store.choose_names(read_widget(_NAMES_CHOICE)),
        help=texts.names_hint,
    )


_PACK_CHOICE, _FILE, _TAKEN, _PROBLEM = "pack_choice", "pack_file", "taken_file", "pack_problem"


def show_pack_setting() -> None:
    """Show the choice of the brief and the place for an upload."""
    texts = get_texts()
    choices = active_pack.list_choices()
    st.selectbox(
        texts.choose_brief,
        list(choices),
        format_func=lambda name: _format_choice(name, choices[name]),
        key=name_widget(_PACK_CHOICE, active_pack.get_chosen()),
        on_change=lambda: active_pack.choose_pack(read_widget(_PACK_CHOICE)),
    )
    st.file_uploader(
        texts.upload_pack,
        type="zip",
        key=_FILE,
        help=texts.upload_hint,
    )
    if fault := active_pack.get_active().fault:
        told = tell_left_out(get_translator().language, fault)
        st.warning(escape_markdown(told), icon=":material/translate:")
    if problem := st.session_state.get(_PROBLEM):
        message = texts.pack_refused.format(problem=problem)
        st.error(escape_markdown(message), icon=":material/error:")


def handle_upload() -> None:
    """Open what was uploaded since the last run."""
    file = st.session_state.get(_FILE)
    if file is None:
        st.session_state.pop(_PROBLEM, None)
        return
    if file.file_id == st.session_state.get(_TAKEN):
        return
    st.session_state[_TAKEN] = file.file_id
    open_pack(file.name, file.getvalue())


def open_pack(name: str, content: bytes) -> None:
    """Open a pack of the viewer; where it cannot be shown, the running brief stays."""
    texts = get_texts()
    st.session_state.pop(_PROBLEM, None)
    try:
        # Within the spinner, at whose end another click of the viewer may end this run.
        with reading.show_reading(texts.opening_pack):
            opened = open_archive(content, name)
            active_pack.show_upload(opened)
            note_upload(PACK, HeldFile(opened.pack.brief.title, name, len(content)))
    except SeaBriefError as error:
        st.session_state[_PROBLEM] = tell(error)
        st.toast(
            escape_markdown(texts.pack_refused.format(problem=error)),
            icon=":material/error:",
            duration="long",
        )
        return
    title = escape_markdown(opened.pack.brief.title)
    st.toast(texts.pack_opened.format(title=title), icon=":material/check_circle:")
    for language, fault in opened.faults.items():
        told = escape_markdown(tell_left_out(language, fault))
        st.toast(told, icon=":material/translate:", duration="long")


def _format_choice(name: str, title: str) -> str:
    return get_texts().uploaded.format(title=title) if name == active_pack.UPLOAD else title


_THEME_CHOICE = "theme"
_SYSTEM = "system"
"""The choice that leaves the theme to the viewer's system; no choice at all is drawn as an empty field."""


def _join_bar() -> str:
    """Return the script of the bar with the modules that it shares with the map."""
    folders = dict.fromkeys(("bar", "returning", "steps"), FRONTEND / "bar")

    def read(name: str) -> str:
        return (folders.get(name, FRONTEND / "map") / f"{name}.js").read_text(encoding="utf-8")

    return f"{join_modules(gather_modules('bar', read))}export default module_bar.showBar;\n"


_bar = st.components.v2.component(
    "seabrief_bar",
    html='<button type="button" class="sb-bar-button"></button>',
    js=_join_bar(),
    isolate_styles=False,
)


def show_bar(*settings: Callable[[], None]) -> None:
    """Show the buttons that every page has at its top: copy the link, settings.

    `settings` are shown first among the settings.
    """
    texts = get_texts()
    _bar(key="bar", data=_describe_bar(), on_returned_change=lambda: None)
    with st.popover(texts.settings, icon=":material/settings:"):
        for show in settings:
            show()
        if len(list_languages()) > 1:
            _show_language()
        show_names_setting()
        _show_theme()
        _show_positions()
        show_forget()


_LANGUAGE_CHOICE = "language_choice"


def _show_language() -> None:
    st.selectbox(
        get_texts().language,
        list_languages(),
        format_func=name_language,
        key=name_widget(_LANGUAGE_CHOICE, get_translator().language),
        on_change=lambda: store.choose_language(read_widget(_LANGUAGE_CHOICE)),
    )


def _describe_bar() -> BarData:
    texts = get_texts()
    return {
        "copy": texts.copy_link,
        "copied": texts.link_copied,
        "byHand": texts.copy_by_hand,
        "theme": store.get_theme(),
        "drawn": st.context.theme.type,
        "look": f"sb-page sb-{get_drawn_theme()}",
        "language": get_translator().language,
    }


def _show_theme() -> None:
    texts = get_texts()
    st.selectbox(
        texts.theme,
        (_SYSTEM, *THEMES),
        format_func=lambda choice: texts.themes[_as_theme(choice)],
        key=name_widget(_THEME_CHOICE, store.get_theme() or _SYSTEM),
        on_change=lambda: store.choose_theme(_as_theme(read_widget(_THEME_CHOICE))),
    )


def _as_theme(choice: str) -> Theme | None:
    return next((theme for theme in THEMES if theme == choice), None)


_POSITIONS_CHOICE = "positions"


def _show_positions() -> None:
    texts = get_texts()
    st.selectbox(
        texts.positions,
        NOTATIONS,
        format_func=texts.notations.__getitem__,
        key=name_widget(_POSITIONS_CHOICE, store.get_positions()),
        on_change=lambda: store.choose_positions(read_widget(_POSITIONS_CHOICE)),
        help=texts.positions_hint,
    )
