"""Find a verbatim quote in a text, whatever its line breaks and typography.

A quote is anchored as the text-quote selector of the W3C Web Annotation Data Model (2017, section 4.2.4)
describes: by its own words and, where they stand twice, by what is next to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from geodata.errors import AnchorError, Message, join_messages
from geodata.text.characters import is_spaced_letter
from geodata.text.diff import describe_unseen, find_interruption, find_nearest
from geodata.text.markup import mask_markup
from geodata.text.normalization import NO_GAP, Anchor, FoldedText, fold_text

_NEIGHBOURS = 40
"""Characters before a place that a message shows."""


@dataclass(frozen=True)
class Selector:
    """A verbatim quote, with what stands next to it where the quote alone does not decide."""

    id: str
    """Id of the passage that the quote stands for."""
    exact: str
    """The quote."""
    prefix: str = ""
    """Words directly before the quote; may be empty."""
    suffix: str = ""
    """Words directly after the quote; may be empty."""


def find_quote(folded: FoldedText, quote: str, *, prefix: str = "", suffix: str = "") -> tuple[Anchor, ...]:
    """Return every place of a quote that follows the prefix and precedes the suffix.

    Where there is none in the text as it stands, the marks of notes that the quote lacks are passed over, and
    so is what interrupts a sentence, such as a note at the foot of a page. A mark that the quote has, the
    text has to have too.
    """
    parts = quote, prefix, suffix
    spellings = [
        tuple(map(fold_text, spelt)) for spelt in dict.fromkeys((parts, tuple(map(mask_markup, parts))))
    ]
    bare = (tuple(part.without_notes for part in spelt) for spelt in spellings)
    found = (_find_anchors(folded, *spelt) for spelt in spellings)
    found_bare = (_find_anchors(folded.without_notes, *spelt) for spelt in bare)
    return next(filter(None, chain(found, found_bare)), ())


def _find_anchors(
    folded: FoldedText, wanted: FoldedText, before: FoldedText, after: FoldedText
) -> tuple[Anchor, ...]:
    length = len(wanted.key)
    return tuple(
        folded.locate(place, length)
        for place in _find_places(folded, wanted)
        if _reads(folded, place - len(before.key), before) and _reads(folded, place + length, after)
    )


def anchor_quote(text: str | FoldedText, selector: Selector) -> Anchor:
    """Return the one place in a text where a quote stands.

    Raises
    ------
    AnchorError
        The quote is empty, is not in the text, is there but not beside its prefix and suffix,
        or is there more than once. Where something like it is there, the error says how that differs.
    """
    folded = text if isinstance(text, FoldedText) else fold_text(text)
    anchors = find_quote(folded, selector.exact, prefix=selector.prefix, suffix=selector.suffix)
    if len(anchors) == 1:
        return anchors[0]
    raise _explain(folded, selector, anchors)


def _explain(folded: FoldedText, selector: Selector, anchors: tuple[Anchor, ...]) -> AnchorError:
    if anchors:
        before = " and ".join(f"after “{_show_before(folded.text, anchor)}”" for anchor in anchors[:3])
        problem = Message(
            "the quote stands {count} times in the text ({before}); a prefix or suffix has to decide.",
            count=len(anchors),
            before=before,
        )
        return AnchorError(selector.id, problem)
    if not fold_text(selector.exact).key:
        return AnchorError(selector.id, Message("the quote is empty."))
    if find_quote(folded, selector.exact):
        around = f"{selector.prefix} {selector.exact} {selector.suffix}"
        problem = Message("the quote stands in the text, but not between its prefix and suffix.")
        return AnchorError(selector.id, problem, changes=find_nearest(folded, around))
    interruption = find_interruption(folded, selector.exact)
    if interruption:
        problem = Message(
            "the quote is not in the text, word for word: other words stand between its own, perhaps a note "
            "or the head of a page."
        )
        return AnchorError(selector.id, problem, changes=interruption)
    changes = find_nearest(folded, selector.exact)
    problem = join_messages(
        " ", [Message("the quote is not in the text, word for word."), *describe_unseen(changes)]
    )
    return AnchorError(selector.id, problem, changes=changes)


def _show_before(text: str, anchor: Anchor) -> str:
    words = text[max(anchor.start - _NEIGHBOURS, 0) : anchor.start].split()
    return f"… {' '.join(words[-3:])}"


def _find_places(folded: FoldedText, wanted: FoldedText) -> Iterator[int]:
    place = folded.key.find(wanted.key) if wanted.key else -1
    while place >= 0:
        end = place + len(wanted.key)
        whole = not _is_within_word(folded, place) and not _is_within_word(folded, end)
        if whole and _reads(folded, place, wanted):
            yield place
        place = folded.key.find(wanted.key, place + 1)


def _reads(folded: FoldedText, place: int, wanted: FoldedText) -> bool:
    """Tell whether the wanted words stand at a place of the key, gaps included."""
    if place < 0 or not folded.key.startswith(wanted.key, place):
        return False
    if any(folded.marks.get(place + step) != mark for step, mark in wanted.marks.items()):
        return False
    return all(
        folded.gaps.get(place + step, NO_GAP) & wanted.gaps.get(step, NO_GAP)
        for step in range(1, len(wanted.key))
    )


def _is_within_word(folded: FoldedText, place: int) -> bool:
    if not 0 < place < len(folded.key) or place in folded.gaps:
        return False
    return all(map(is_spaced_letter, folded.key[place - 1 : place + 1]))
