"""Encode a selection as query parameters, and decode them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.i18n.translator import list_languages
from dashboard.messages import Theme
from dashboard.session.selection import (
    INNER_PCT,
    LIMITS,
    MOST_CORNERS,
    NO_SHIP,
    NOMINAL_KM,
    OUTER_PCT,
    SPEEDS_KN,
    THEMES,
    Askable,
    BandChoice,
    Camera,
    Known,
    PageState,
    Selection,
)
from geodata.errors import SeaBriefError
from geodata.geometry.geodesy import Position
from geodata.geometry.notations import DECIMAL, NOTATIONS, Notation
from geodata.geometry.positions import write_position
from geodata.names import NEUTRAL, POLICIES, Policy
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.places import read_place, read_places, write_place
from geodata.routing.ships import FIRST_YEAR, LAST_YEAR, read_ships


def encode_question(question: PageState) -> dict[str, str]:
    """Return the query parameters of a question; what is left to the page is left out."""
    bands = question.bands
    asked = {
        "from": question.start,
        "to": question.end,
        "closed": ",".join(sorted(question.closed)),
        "speed": f"{question.speed:g}" if question.speed else None,
        "ship": question.ship,
        "year": str(question.year) if question.year else None,
        "arctic": "open" if question.arctic else None,
        "bands": None if bands is None else ",".join(map(_write_band, bands)) or "none",
        "origin": question.origin,
        "pin": write_position(question.pin) if question.pin else None,
        "course": ";".join(map(write_position, question.course)),
        "area": ";".join(map(write_position, question.area)),
    }
    return {name: value for name, value in asked.items() if value}


def decode_question(texts: Mapping[str, str], askable: Askable) -> tuple[PageState, list[str]]:
    """Return the question that parameters ask, and the names of those that were not understood.

    Parameters
    ----------
    texts
        Value of each parameter by its name; others than those of a question are passed over.
    askable
        What it may name.
    """
    values: dict[str, Any] = {}
    ignored = []
    for name, (field, read) in _QUESTION_READERS.items():
        try:
            if texts.get(name):
                values[field] = read(texts[name], askable)
        except ValueError:
            ignored.append(name)
    return PageState(**values), ignored


def _write_band(band: BandChoice) -> str:
    nominal = "" if band.nominal_km is None else f"{band.nominal_km:g}"
    shares = ("" if share is None else str(share) for share in (band.inner_pct, band.outer_pct))
    return ":".join((band.layer, nominal, *shares)).rstrip(":")


def _read_place(text: str, _askable: Askable) -> str:
    try:
        return write_place(read_place(text))
    except SeaBriefError as error:
        raise ValueError(text) from error


def _read_closed(text: str, _askable: Askable) -> frozenset[str]:
    closed = frozenset(text.split(","))
    if not closed <= read_chokepoints().keys():
        raise ValueError(text)
    return closed


def _read_speed(text: str, _askable: Askable) -> float:
    return _keep_inside(float(text), SPEEDS_KN)


def _read_ship(text: str, _askable: Askable) -> str:
    if text != NO_SHIP and text not in read_ships():
        raise ValueError(text)
    return text


def _read_year(text: str, _askable: Askable) -> int:
    return int(_keep_inside(int(text), (FIRST_YEAR, LAST_YEAR)))


def _read_arctic(text: str, _askable: Askable) -> bool:
    if text != "open":
        raise ValueError(text)
    return True


def _read_bands(text: str, askable: Askable) -> tuple[BandChoice, ...]:
    bands = () if text == "none" else tuple(_read_band(part, askable) for part in text.split(","))
    if len({band.layer for band in bands}) < len(bands):
        raise ValueError(text)
    return bands


def _read_band(text: str, askable: Askable) -> BandChoice:
    layer, nominal, inner, outer, *more = [*text.split(":"), "", "", ""]
    if layer not in askable.bands or any(more):
        raise ValueError(text)
    return BandChoice(
        layer,
        _keep_inside(float(nominal), NOMINAL_KM) if nominal else None,
        int(_keep_inside(int(inner), INNER_PCT)) if inner else None,
        int(_keep_inside(int(outer), OUTER_PCT)) if outer else None,
    )


def _read_origin(text: str, askable: Askable) -> str:
    if text not in askable.origins:
        raise ValueError(text)
    return text


def _read_pin(text: str, _askable: Askable) -> Position:
    [place] = _read_corners(text, _askable)
    return place


def _read_corners(text: str, _askable: Askable) -> tuple[Position, ...]:
    try:
        places = [place for part in text.split(";") for place in read_places(part)]
    except SeaBriefError as error:
        raise ValueError(text) from error
    if not 0 < len(places) <= MOST_CORNERS:
        raise ValueError(text)
    return tuple(places)


def _keep_inside(value: float, limits: tuple[float, float]) -> float:
    if not limits[0] <= value <= limits[1]:
        raise ValueError(value)
    return value


_QUESTION_READERS: Mapping[str, tuple[str, Callable[[str, Askable], Any]]] = {
    "from": ("start", _read_place),
    "to": ("end", _read_place),
    "closed": ("closed", _read_closed),
    "speed": ("speed", _read_speed),
    "ship": ("ship", _read_ship),
    "year": ("year", _read_year),
    "arctic": ("arctic", _read_arctic),
    "bands": ("bands", _read_bands),
    "origin": ("origin", _read_origin),
    "pin": ("pin", _read_pin),
    "course": ("course", _read_corners),
    "area": ("area", _read_corners),
}
"""Parameter -> field of `Question`, and what reads it."""
Params = Mapping[str, Sequence[str]]


def encode_selection(selection: Selection, known: Known) -> dict[str, str]:
    """Return the query parameters of a selection; what equals the default is left out."""
    if known.private:
        return encode_settings(selection)
    return (
        _encode_content(selection, known) | encode_question(selection.question) | encode_settings(selection)
    )


def _encode_content(selection: Selection, known: Known) -> dict[str, str]:
    params = {}
    usual = known.scenes[selection.scene] if selection.scene else known.default_layers
    if selection.scene is not None:
        params["scene"] = selection.scene
    if selection.layers is not None and selection.layers != usual:
        ordered = [layer_id for layer_id in known.features if layer_id in selection.layers]
        params["layers"] = ",".join(ordered) or "none"
    if selection.at is not None:
        params["at"] = f"{selection.at.lat:.3f},{selection.at.lon:.3f},{selection.at.zoom:g}"
    if selection.feature is not None:
        params["feature"] = selection.feature
    if selection.passage is not None:
        params["passage"] = selection.passage
    if selection.date:
        params["date"] = selection.date
    if selection.countries:
        params["countries"] = ",".join(selection.countries)
    return params


def encode_settings(selection: Selection) -> dict[str, str]:
    """Return the query parameters that every page has: pack and settings; none where it is the default."""
    pack = {"pack": selection.pack} if selection.pack else {}
    names = {"names": selection.names} if selection.names != NEUTRAL else {}
    theme = {"theme": selection.theme} if selection.theme else {}
    positions = {"positions": selection.positions} if selection.positions != DECIMAL else {}
    lang = {"lang": selection.lang} if selection.lang else {}
    return pack | names | theme | positions | lang


def decode_selection(params: Params, known: Known) -> tuple[Selection, tuple[str, ...]]:
    """Return the selection that query parameters ask for, and the names of those that were not understood.

    A parameter that is damaged or names nothing falls back to its default.
    """
    texts = {name: values[-1] for name, values in params.items() if values}
    question, ignored = decode_question(texts, known.askable)
    values: dict[str, Any] = {"question": question}
    for name, read in _SELECTION_READERS.items():
        text = texts.get(name, "")
        try:
            if text:
                values[name] = read(text, known)
        except ValueError:
            ignored.append(name)
    return Selection(**{**values, "pack": known.pack}), tuple(ignored)


def _read_pack(text: str, known: Known) -> str:
    if text != known.pack:
        raise ValueError(text)
    return text


def _read_scene(text: str, known: Known) -> str:
    if text not in known.scenes:
        raise ValueError(text)
    return text


def _read_layers(text: str, known: Known) -> frozenset[str]:
    wanted = frozenset() if text == "none" else frozenset(text.split(","))
    if not wanted <= set(known.features):
        raise ValueError(text)
    return wanted


def _read_camera(text: str, _known: Known) -> Camera:
    parts = text.split(",")
    if len(parts) != len(LIMITS):
        raise ValueError(text)
    values = [float(part) for part in parts]
    if not all(low <= value <= high for value, (low, high) in zip(values, LIMITS, strict=True)):
        raise ValueError(text)
    lat, lon, zoom = values
    return Camera(round(lat, 3), round(lon, 3), round(zoom * 4) / 4)


def _read_feature(text: str, known: Known) -> str:
    layer_id, _, feature_id = text.partition(".")
    if layer_id not in known.features or (feature_id and feature_id not in known.features[layer_id]):
        raise ValueError(text)
    return text


def _read_passage(text: str, known: Known) -> str:
    if text not in known.passages:
        raise ValueError(text)
    return text


def _read_date(text: str, known: Known) -> str:
    if text not in known.dates and text not in known.moments:
        raise ValueError(text)
    return text


def _read_countries(text: str, known: Known) -> tuple[str, ...]:
    wanted = tuple(text.split(","))
    if len(set(wanted)) < len(wanted) or not set(wanted) <= set(known.countries):
        raise ValueError(text)
    return wanted


def _read_names(text: str, _known: Known) -> Policy:
    for policy in POLICIES:
        if policy == text:
            return policy
    raise ValueError(text)


def _read_theme(text: str, _known: Known) -> Theme:
    for theme in THEMES:
        if theme == text:
            return theme
    raise ValueError(text)


def _read_notation(text: str, _known: Known) -> Notation:
    for notation in NOTATIONS:
        if notation == text:
            return notation
    raise ValueError(text)


def _read_language(text: str, _known: Known) -> str:
    if text not in list_languages():
        raise ValueError(text)
    return text


_SELECTION_READERS: Mapping[str, Callable[[str, Known], Any]] = {
    "scene": _read_scene,
    "layers": _read_layers,
    "at": _read_camera,
    "feature": _read_feature,
    "passage": _read_passage,
    "date": _read_date,
    "countries": _read_countries,
    "pack": _read_pack,
    "names": _read_names,
    "theme": _read_theme,
    "positions": _read_notation,
    "lang": _read_language,
}
"""Parameter -> what reads it."""
PARAMETERS = (*_SELECTION_READERS, *_QUESTION_READERS)
"""Names of all parameters."""
