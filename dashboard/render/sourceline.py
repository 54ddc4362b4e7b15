"""Fit the sources of a slide into the line at its foot."""

from bisect import bisect_left
from collections.abc import Sequence

from dashboard.render.lettering import wrap_text
from dashboard.render.typefaces import TEXT_STYLES
from dashboard.texts import Texts
from geodata.names import Policy


def fit_sources(sources: Sequence[str], room: float, *, most: int, policy: Policy, texts: Texts) -> list[str]:
    """Return the lines of sources; those that find no room are counted.

    Parameters
    ----------
    sources
        How each is cited, the most important first.
    room
        Width of a line, in page units.
    most
        How many lines there are.
    policy
        How places are called: it decides the faces of Han characters.
    texts
        Words of the interface.
    """

    def write(left_out: int) -> list[str]:
        listed = list(sources[: len(sources) - left_out])
        if left_out:
            listed.append(texts.more_sources.format(count=left_out))
        text = f"{texts.sources_line.format(sources='; '.join(listed))} {texts.no_position}"
        return wrap_text(text, TEXT_STYLES["footer"], room, policy)

    counts = range(len(sources) + 1)
    fewest = bisect_left(counts, True, key=lambda left_out: len(write(left_out)) <= most)  # noqa: FBT003 - what is looked for
    return write(fewest) if fewest in counts else [texts.no_position]
