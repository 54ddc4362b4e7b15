"""Tables of what the tools measure, as escaped markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from shapely.geometry import LineString, Polygon

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell
from dashboard.session.context import PageContext
from dashboard.wording.formats import name_place
from geodata.errors import DrawingError
from geodata.geometry.geodesy import Position
from geodata.layers.measuring import Nearest, Pin, measure_course, measure_extent
from geodata.range_bands.coverage import Reach
from geodata.units import to_nm, to_nm2
from geodata.uploads.annotations import ARROW, Annotation

FINE = 100
"""Below this, figures are told with a decimal."""
LEAST_CORNERS = 3
"""Fewest corners of an area."""


def format_pin(context: PageContext, place: Position, pin: Pin) -> str:
    """Return the distances from a place as a table in kilometres and nautical miles."""
    texts = context.texts
    rows = [(texts.coast, pin.coast.distance_km, "")]
    rows += [
        (_name_nearest(context, layer_id, near), near.distance_km, "")
        for layer_id, near in pin.islands.items()
    ]
    for layer_id, near in pin.lanes.items():
        rows.append((context.name_feature(layer_id), near.distance_km, ""))
    for layer_id, reach in pin.bands.items():
        rows.append((context.name_feature(layer_id), reach.distance_km, _tell_reach(reach)))
    body = "".join(_format_length(name, distance_km, told) for name, distance_km, told in rows)
    title = escape(texts.pin_at.format(place=name_place(place)))
    return f"<h2 class='sb-subhead'>{title}</h2>{_format_table(texts.pin_from, body, texts.pin_hint)}"


def format_course(places: Sequence[Position]) -> str:
    """Return the legs through some places as a table: bearing, kilometres, nautical miles."""
    texts = get_texts()
    if len(places) == 1:
        return f"<h2 class='sb-subhead'>{texts.course}</h2><p class='sb-kind'>{texts.course_goes_on}</p>"
    course = measure_course(LineString([(place.lon, place.lat) for place in places]))
    legs = zip(course.bearings_deg, course.legs_km, strict=True)
    rows = "".join(
        _format_length(
            texts.leg_number.format(number=number), length_km, texts.bearing.format(degrees=bearing_deg % 360)
        )
        for number, (bearing_deg, length_km) in enumerate(legs, start=1)
    )
    rows += _format_length(texts.whole_course, course.length_km)
    return f"<h2 class='sb-subhead'>{texts.course}</h2>{_format_table(texts.leg, rows, texts.course_hint)}"


def format_area(places: Sequence[Position]) -> str:
    """Return the area between some places with its perimeter as a table, and its corners as another."""
    texts = get_texts()
    head = f"<h2 class='sb-subhead'>{texts.area}</h2>"
    if len(places) < LEAST_CORNERS:
        return f"{head}<p class='sb-kind'>{texts.area_goes_on}</p>{_format_corners(places)}"
    try:
        extent = measure_extent(Polygon([(place.lon, place.lat) for place in places]))
    except DrawingError as error:
        return f"{head}<p class='sb-caveat'>{escape(tell(error))}</p>{_format_corners(places)}"
    size = (extent.area_km2, to_nm2(extent.area_km2))
    rows = _format_row(
        texts.area, [f"{told}²" for told in _write_figures(size, (texts.unit_km, texts.unit_nm))]
    )
    edge = (extent.perimeter_km, to_nm(extent.perimeter_km))
    rows += _format_row(texts.perimeter, _write_figures(edge, (texts.unit_km, texts.unit_nm)))
    table = f"<table class='sb-figures'>{rows}</table><p class='sb-kind'>{texts.area_hint}</p>"
    return head + table + _format_corners(places)


def format_notes(notes: Sequence[Annotation]) -> str:
    """Return notes and arrows as a table: text and place."""
    rows = "".join(
        f"<tr><th>{escape(_tell_note(one))}</th><td>{_tell_places(one)}</td></tr>" for one in notes
    )
    return f"<table>{rows}</table>"


def _tell_note(one: Annotation) -> str:
    return f"{get_texts().arrow}: {one.text}".removesuffix(": ") if one.kind == ARROW else one.text


def _tell_places(one: Annotation) -> str:
    return " → ".join(map(name_place, one.places))


def format_own_feature(name: str, cells: Mapping[str, Any]) -> str:
    """Return a feature of a viewer's file: its name and the other columns of its row that hold something."""
    rows = "".join(
        f"<tr><th>{escape(column)}</th><td>{escape(str(value))}</td></tr>"
        for column, value in cells.items()
        if value == value and value not in {"", None}  # noqa: PLR0124 - NaN
    )
    return (
        f'<div class="sb-kicker"></div><h1 class="sb-title">{escape(name)}</h1>'
        f'<p><span class="sb-tag sb-tag-context">{get_texts().own_status}</span></p><table>{rows}</table>'
    )


def _format_corners(places: Sequence[Position]) -> str:
    texts = get_texts()
    rows = "".join(
        f"<tr><th>{texts.corner.format(number=number)}</th><td>{name_place(place)}</td></tr>"
        for number, place in enumerate(places, start=1)
    )
    return f"<details><summary>{texts.area_corners}</summary><table>{rows}</table></details>"


def _name_nearest(context: PageContext, layer_id: str, near: Nearest) -> str:
    return context.name_feature(f"{layer_id}.{near.feature}")


def _tell_reach(reach: Reach) -> str:
    texts = get_texts()
    if not reach.within:
        return texts.outside_band
    words = texts.band_distances
    return texts.inside_bands.format(distances=", ".join(words[kind] for kind in reach.within))


def _format_table(head: str, rows: str, hint: str) -> str:
    """Return rows of `_format_length` below their head and above a note."""
    texts = get_texts()
    heads = f"<tr><th>{head}</th><th>{texts.unit_km}</th><th>{texts.unit_nm}</th></tr>"
    return f"<table class='sb-figures'>{heads}{rows}</table><p class='sb-kind'>{hint}</p>"


def _format_length(name: str, distance_km: float, told: str = "") -> str:
    return _format_row(name, _write_figures((distance_km, to_nm(distance_km))), told)


def _format_row(name: str, figures: Iterable[str], told: str = "") -> str:
    small = f"<br><small>{escape(told)}</small>" if told else ""
    cells = "".join(f"<td>{figure}</td>" for figure in figures)
    return f"<tr><th>{escape(name)}{small}</th>{cells}</tr>"


def _write_figures(figures: tuple[float, float], units: Sequence[str] = ("", "")) -> Iterator[str]:
    """Yield a metric and a nautical figure with their units, where there are some."""
    form = ",.1f" if figures[0] < FINE else ",.0f"
    for figure, unit in zip(figures, units, strict=True):
        yield f"{format_number(figure, form)} {unit}".strip()
