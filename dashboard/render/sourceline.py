"""Fit the sources of a slide into the line at its foot."""

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
    for shown in range(len(sources), -1, -1):
        listed = list(sources[:shown])
        if left := len(sources) - shown:
            listed.append(texts.more_sources.format(count=left))
        text = f"{texts.sources_line.format(sources='; '.join(listed))} {texts.no_position}"
        lines = wrap_text(text, TEXT_STYLES["footer"], room, policy)
        if len(lines) <= most:
            return lines
    return [texts.no_position]
