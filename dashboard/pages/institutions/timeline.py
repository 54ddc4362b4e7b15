"""Write events along the years and as a list, as escaped markup."""

from collections.abc import Callable, Collection, Iterable, Sequence
from html import escape

from dashboard.i18n.texts import get_texts
from dashboard.wording.formats import format_date, name_neutrally
from geodata.institutions.events import Event
from geodata.institutions.memberships import has_begun

Rename = Callable[[str], str]


def place_date(date: str, months: Sequence[str]) -> float | None:
    """Return where a date lies along a row of months, from 0 to 1; None where it is outside.

    A year or month stands in its middle.
    """
    year, month, day = (*date.split("-"), "", "")[:3]
    first = months[0].partition("-")[0]
    elapsed = (int(year) - int(first)) * 12.0
    if not month:
        elapsed += 6
    else:
        elapsed += int(month) - 1 + ((int(day) - 1) / 31 if day else 0.5)
    share = elapsed / len(months)
    return share if 0 <= share <= 1 else None


def draw_timeline(
    events: Iterable[Event],
    months: Sequence[str],
    *,
    on: str,
    brief: str,
    later: Collection[str],
    rename: Rename,
) -> str:
    """Return events as marks along a row of years: those after `on` faint, the brief as a line.

    Parameters
    ----------
    events
        The events; those outside the months are left out.
    months
        The months of the row.
    on
        Month up to which events have happened.
    brief
        Date of the brief.
    later
        Ids of the events that came after the brief.
    rename
        Writes the names in a text by the naming policy.
    """
    marks = []
    for event in events:
        place = place_date(event.date, months)
        if place is None:
            continue
        kind = "later" if event.id in later else event.status
        ahead = "" if has_begun(event.date, on) else " sb-ahead"
        told = f"{format_date(event.date)}: {rename(name_neutrally(event.names))}"
        style = f'class="sb-moment sb-moment-{kind}{ahead}" style="left:{place:.2%}"'
        marks.append(f'<i {style} title="{escape(told)}"></i>')
    years = dict.fromkeys(month.partition("-")[0] for month in months)
    ticks = "".join(
        f'<span class="sb-year" style="left:{number / len(years):.2%}">{year}</span>'
        for number, year in enumerate(years)
    )
    line = place_date(brief, months)
    cut = (
        f'<b class="sb-brief-line" style="left:{line:.2%}"><span>{get_texts().the_brief}</span></b>'
        if line
        else ""
    )
    reached = 1 if on > months[-1] else place_date(on, months) or 0
    past = f'<em class="sb-past" style="width:{reached:.2%}"></em>'
    return f'<div class="sb-timeline" aria-hidden="true">{past}{ticks}{cut}{"".join(marks)}</div>'


def list_happened(events: Iterable[Event], *, titles: Callable[[Event], str], rename: Rename) -> str:
    """Return events as a list, the latest first, each with date, place, account and confidence.

    Parameters
    ----------
    events
        The events in the order of time.
    titles
        Says of an event whether the brief names it.
    rename
        Writes the names in a text by the naming policy.
    """
    return "".join(_format_event(event, titles(event), rename) for event in reversed(list(events)))


def _format_event(event: Event, badge: str, rename: Rename) -> str:
    told = [event.account, event.note]
    sentences = " ".join(f"{escape(rename(sentence))}." for sentence in told if sentence)
    texts = get_texts()
    confidence = texts.confidences.get(event.confidence, event.confidence)
    doubt = (
        f" · {texts.source_confidence.format(confidence=confidence)}" if event.confidence != "high" else ""
    )
    passages = "".join(f' <span class="sb-id">{escape(passage)}</span>' for passage in event.passages)
    when = f'<time datetime="{escape(event.date)}">{escape(format_date(event.date))}</time>'
    return (
        f'<li><p class="sb-kind">{when}'
        f" · {escape(rename(event.place))}{escape(doubt)} · {escape(badge)}{passages}</p>"
        f"<p><strong>{escape(rename(name_neutrally(event.names)))}.</strong> {sentences}</p></li>"
    )
