"""The text of a draft beside its map, with what is proposed marked in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import cast

import streamlit as st

from dashboard.i18n.texts import get_texts
from dashboard.messages import ReviewData, Reviewed, ReviewParagraph, ReviewPiece
from dashboard.session.context import get_drawn_theme
from dashboard.webmap.bundle import FRONTEND, gather_modules, join_modules
from geodata.drafting.draft import Draft
from geodata.drafting.items import Item
from geodata.drafting.reading import SourceParagraph
from geodata.text.characters import JOINER

KEY = "review"


def _join_review() -> str:
    """Return the script of the text with the modules that it shares with the map."""
    folders = {"review": FRONTEND / "review"}

    def read(name: str) -> str:
        return (folders.get(name, FRONTEND / "map") / f"{name}.js").read_text(encoding="utf-8")

    return f"{join_modules(gather_modules('review', read))}export default module_review.showReview;\n"


_review = st.components.v2.component(
    "seabrief_review",
    html='<div class="sb-review" tabindex="0"></div>',
    js=_join_review(),
    isolate_styles=False,
)


def show_review_text(draft: Draft, section: int, current: Item | None, *, on_act: Callable[[], None]) -> None:
    """Show a section of the text; clicks and keys in it are events, which `on_act` handles.

    Parameters
    ----------
    draft
        The draft.
    section
        Index of the section.
    current
        The item that is decided about.
    on_act
        Called when something is to be done; `get_reviewed` says what.
    """
    texts, paragraphs = get_texts(), draft.source.sections[section].paragraphs
    inside = [item for item in draft.items if _is_between(item, paragraphs[0].start, paragraphs[-1].end)]
    passage = _find_passage(draft, current, paragraphs)
    data: ReviewData = {
        "key": f"{draft.source.sha256[:16]}-{section}-{len(draft.items)}",
        "paragraphs": [_describe_paragraph(draft, paragraph, inside) for paragraph in paragraphs],
        "statuses": {item.id: item.status for item in inside},
        "current": current.id if current else "",
        "passage": passage,
        "kinds": dict(texts.draft_kinds),
        "states": dict(texts.draft_states),
        "look": f"sb-page sb-{get_drawn_theme()}",
    }
    _review(key=KEY, data=data, on_reviewed_change=on_act)


def get_reviewed() -> Reviewed:
    """Return what is to be done with which item."""
    return cast("Reviewed", st.session_state[KEY]["reviewed"])


def _is_between(item: Item, start: int, end: int) -> bool:
    return any(start <= mention.start < end for mention in item.mentions)


def _find_passage(draft: Draft, current: Item | None, paragraphs: Sequence[SourceParagraph]) -> str:
    for mention in current.mentions if current else ():
        paragraph = draft.find_paragraph(mention)
        if paragraph is not None and paragraph in paragraphs:
            return paragraph.id
    return ""


def _describe_paragraph(draft: Draft, paragraph: SourceParagraph, items: Iterable[Item]) -> ReviewParagraph:
    return {"id": paragraph.id, "pieces": list(_list_pieces(draft, paragraph, items))}


def _list_pieces(draft: Draft, paragraph: SourceParagraph, items: Iterable[Item]) -> Iterator[ReviewPiece]:
    """Yield the words of a paragraph; where mentions overlap, a piece belongs to the shortest of them."""
    spans = [
        (mention.start, mention.end, item)
        for item in items
        for mention in item.mentions
        if paragraph.start <= mention.start < paragraph.end
    ]
    edges = {paragraph.start, paragraph.end}
    edges |= {min(edge, paragraph.end) for start, end, _ in spans for edge in (start, end)}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        around = [span for span in spans if span[0] <= start and end <= span[1]]
        words = draft.source.masked[start:end].replace(JOINER, "")
        text = "".join(" " if letter.isspace() else letter for letter in words)
        if around:
            _, _, item = min(around, key=lambda span: span[1] - span[0])
            yield {"text": text, "mark": {"item": item.id, "kind": item.kind}}
        else:
            yield {"text": text}
