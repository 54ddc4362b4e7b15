"""Share what is on: its link, a QR code of the link, and the code that embeds it in another page."""

from html import escape
from urllib.parse import urlencode, urljoin

import segno
import streamlit as st

from dashboard.components.layout import show_html
from dashboard.i18n.texts import get_texts
from dashboard.session import cache, store
from dashboard.session.active_pack import get_active
from dashboard.session.context import get_drawn_theme

HEIGHTS_PX = (480, 600, 800)
"""Heights of an embedded map to choose from."""
MAP_PAGES = ("briefing", "explore", "islands", "sea-lanes", "range-bands", "institutions")
"""Addresses of the pages that are a map, and so can be embedded."""


@st.fragment
def show_share() -> None:
    """Show the button of the link, its QR code and the code to embed, which are made when it is opened."""
    texts = get_texts()
    shared = st.popover(texts.share_view, icon=":material/share:", key="share", on_change="rerun")
    if not shared.open:
        return
    with shared:
        if get_active().private:
            st.caption(texts.share_private)
        page, query = _read_address()
        link = f"{page}?{query}" if query else page
        st.caption(texts.share_link)
        st.code(link, language=None, wrap_lines=True)
        _show_picture(link)
        if page.rsplit("/", 1)[-1] not in MAP_PAGES:
            return
        height = st.segmented_control(
            texts.embed_height, HEIGHTS_PX, default=HEIGHTS_PX[1], format_func="{} px".format
        )
        st.caption(texts.embed_code)
        code = write_embed_code(
            page, query, title=_find_title(), height_px=height or HEIGHTS_PX[1], picture=_find_picture()
        )
        st.code(code, language="html", wrap_lines=True)


def write_embed_code(page: str, query: str, *, title: str, height_px: int, picture: str = "") -> str:
    """Return the markup of a frame that shows a page without anything around its map.

    Parameters
    ----------
    page, query
        Address of the page and the parameters after it.
    title
        What the frame shows, for screen readers.
    height_px
        Height of the frame; it is as wide as the place that it stands in.
    picture
        Address of a picture, relative to the page, that stands there until the map does.
    """
    source = f"{page}?{query}&embed=true" if query else f"{page}?embed=true"
    ground = f";background:center/cover url({urljoin(page, picture)})" if picture else ""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="100%" height="{height_px}" '
        f'style="border:0{escape(ground)}" loading="lazy" allow="fullscreen; clipboard-write"></iframe>'
    )


def _read_address() -> tuple[str, str]:
    """Return the address of the page that is open, and its parameters without the room that is followed."""
    params = {name: value for name, value in st.query_params.items() if name != store.ROOM}
    return st.context.url or "", urlencode(params, safe=",")


def _show_picture(link: str) -> None:
    picture = segno.make(link, error="m", micro=False).svg_data_uri(scale=3, border=4, light="white")
    show_html(
        f'<img class="sb-share-picture" src="{escape(picture)}" alt="{escape(get_texts().share_picture)}">'
    )


def _find_title() -> str:
    pack, scene_id = get_active().pack, st.query_params.get("scene")
    scene = next((scene for scene in pack.scenes if scene.id == scene_id), None)
    return f"{pack.brief.title}: {scene.title}" if scene else str(pack.brief.title)


def _find_picture() -> str:
    """Return the address of the picture of the scene that is on; empty where there is none."""
    pictures = cache.load_index(get_active()).pictures
    return pictures.get(st.query_params.get("scene", ""), {}).get(get_drawn_theme(), "")
