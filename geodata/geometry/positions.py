"""Parse positions: decimal degrees, degrees and minutes, letters or signs, grid references."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from geodata.errors import Message, SeaBriefError
from geodata.geometry.geodesy import Position
from geodata.geometry.grid_references import UnreadableError, locate_reference, parse_reference

Axis = Literal["lat", "lon"]
Token = tuple[str, str]
"""Kind, as `_KINDS` names it with one letter, and the text."""
Coordinate = tuple[Axis | None, float]
"""Axis, where a letter or a word says it, and degrees."""

EXAMPLE = Message(
    "Give latitude and longitude such as 12.5, 80.25 or 35°27'N 139°39'E, or MGRS such as 54S UE 869 342."
)
HIGHEST_LAT, HIGHEST_LON = 90.0, 360.0
"""Greatest values without their sign; longitudes may be counted once around, either way."""
PARTS = re.compile(r"[;；\n]")
"""What parts one place from the next in a list."""
MAX_CHARACTERS = 500
"""Longest text of one place; the time to look for what it may mean grows faster than its length."""
_PLACES = 7
"""Decimals of degrees that are kept: a centimetre."""
_STEPS_A_DEGREE = 60
_LETTERS: Mapping[str, tuple[Axis, int]] = {
    **dict.fromkeys(("n", "north", "nord", "norte", "北緯", "北纬"), ("lat", 1)),
    **dict.fromkeys(("s", "south", "süd", "sued", "sud", "sur", "南緯", "南纬"), ("lat", -1)),
    **dict.fromkeys(("e", "east", "ost", "est", "este", "東経", "東經", "东经"), ("lon", 1)),
    **dict.fromkeys(("w", "west", "ouest", "oeste", "西経", "西經", "西经"), ("lon", -1)),
}
"""Letter or word of a direction -> axis and sign."""
_LABELS: Mapping[str, Axis] = {
    **dict.fromkeys(("lat", "latitude", "breite"), "lat"),
    **dict.fromkeys(("lon", "long", "lng", "longitude", "länge"), "lon"),
}
_MARKS = {"°": "d", "deg": "d", "度": "d", "′": "m", "min": "m", "分": "m", "″": "s", "sec": "s", "秒": "s"}
_KINDS = re.compile(
    r"(?P<n>\d+(?:\.\d*)?|\.\d+)|(?P<c>[,;/\n]+)|(?P<y>(?<=\d)-(?=\d))|(?P<g>(?<![\d.])[+-](?=[\d.]))"
    r"|(?P<d>°|deg\b\.?|度)|(?P<m>′|min\b\.?|分)|(?P<s>″|sec\b\.?|秒)|(?P<o>o(?![^\W\d_]))"
    rf"|(?P<h>(?:{'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?:(?![^\W\d_])|(?<=[緯纬経經经]))\.?)"
    rf"|(?P<l>(?:{'|'.join(sorted(_LABELS, key=len, reverse=True))})(?![^\W\d_])\s*[.:=]?)"
    r"|(?P<b>[\s()]+)"
)
_VALUE = "n[dy]?(?:n[my]?(?:ns?)?)?"
_ORDERS = (
    re.compile(f"(l?{_VALUE}h)c?(l?{_VALUE}h)"),
    re.compile(f"(l?h{_VALUE})c?(l?h{_VALUE})"),
    re.compile("(lg?nd?)c?(lg?nd?)"),
    re.compile("(g?nd(?:nm?(?:ns?)?)?)c?(g?nd(?:nm?(?:ns?)?)?)"),
    re.compile("(g?n)c?(g?n)"),
)
"""Ways to write two coordinates, as kinds of tokens without blanks."""
_HALF = re.compile(f"l?{_VALUE}h|l?h{_VALUE}|lg?nd?|g?nd(?:nm?(?:ns?)?)?|g?n")
_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("'’‘ʹʼ´`", "′"),
        **dict.fromkeys('"”“ʺ', "″"),
        **dict.fromkeys("−–—‐‑", "-"),
        **dict.fromkeys("、，", ","),
        "；": ";",
    }
)
_PACKED = {"lat": {4: 2, 6: 2}, "lon": {5: 3, 7: 3}}
"""Axis -> number of digits written without a mark, as in 3527N 13939E -> how many of them are degrees."""
_TIGHT_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NO_PAIR = Message("Its figures are not one latitude and one longitude.")
_WHOLE_PAIR = re.compile(r"[+-]?\d{1,3},\d+")


class PositionError(SeaBriefError, ValueError):
    """A text that looks like a position and cannot be understood, or not in one way alone."""

    def __init__(self, text: str, problem: str, *, example: str = EXAMPLE) -> None:
        super().__init__(
            Message(
                "{text!r} is no position: {problem} {example}",
                text=text.strip(),
                problem=problem,
                example=example,
            )
        )
        self.text = text
        self.problem = problem


def read_position(text: str) -> Position | None:
    """Return the position that a text gives; None where it has no numbers or other words beside them.

    Read are decimal degrees with points or commas (`12.5, 80.25`, `12,5; 80,25`), degrees with minutes and
    seconds where a mark or a letter says so (`35°27'N 139°39'E`, `35 27.5 N, 139 39 E`, `35-27N 139-39E`,
    `3527N 13939E`), letters or words of directions before or after the figures, in either order
    (`80.25E, 12.5N`, `北緯35度27分 東経139度39分`), and signs. Latitude comes first where nothing says which
    is which. A reference of the grid (`54S UE 869 342`, `54SUE869342`, MGRS) means the middle of its square,
    and where it is finer than 100 m, of the square of 100 m that holds it. Longitudes come back between -180
    and 180.

    Raises
    ------
    PositionError
        It looks like a position, but lies outside the world or can be read in no way, or in two; or it is
        longer than any place is written.
    """
    _check_length(text)
    spelt = _spell(text)
    if (square := _read_square(text, spelt)) is not None:
        return square
    if not _look_like_position(spelt):
        return None
    found: list[Position] = []
    problem = ""
    for reading in _list_readings(spelt):
        try:
            position = _read_tokens(reading)
        except UnreadableError as error:
            problem = error.problem
        else:
            found += [position] if position not in found else []
    if len(found) == 1:
        return found[0]
    if found or (problem == _NO_PAIR and _TIGHT_COMMA.search(spelt)):
        problem = Message(
            "Its commas may be decimal commas or part its figures: write decimals with a point."
        )
    raise PositionError(text, problem)


def read_positions(text: str) -> tuple[Position | str, ...]:
    """Return what a text lists, parted by semicolons or lines: positions, and words that are none.

    Halves of a position that a semicolon parts are joined, as in `12.5; 80.25`.

    Raises
    ------
    PositionError
        As for `read_position`; also where a comma may be a decimal comma or part latitude and longitude, as
        in `12,5; 80,25`.
    """
    parts = [part.strip() for part in PARTS.split(text) if part.strip()]
    listed: list[Position | str] = []
    while parts:
        part, following = parts.pop(0), parts[:1]
        for one in (part, *following):
            _check_length(one)
        if following and all(map(_WHOLE_PAIR.fullmatch, (part, *following))):
            _refuse_commas(f"{part}; {following[0]}")
        if following and all(map(_is_half, (part, *following))):
            part = f"{part}; {parts.pop(0)}"
        position = read_position(part)
        listed.append(part if position is None else position)
    return tuple(listed)


def tell_rounding(text: str) -> Message | None:
    """Return a sentence on the references in a text that are finer than what is read; None without any.

    It is for texts that `read_positions` reads.
    """
    read = [reference for part in PARTS.split(text) if (reference := parse_reference(_spell(part)))]
    rounded = [str(reference.coarsen()) for reference in read if reference.coarsen() != reference]
    return Message("Read to 100 m: {references}.", references="; ".join(rounded)) if rounded else None


def write_position(position: Position, *, places: int = 4) -> str:
    """Return a position as `lat,lon` in degrees, which `read_position` reads; 4 places are 11 m."""
    return f"{position.lat:.{places}f},{position.lon:.{places}f}"


def _read_square(text: str, spelt: str) -> Position | None:
    """Return the middle of the square that a reference of the grid names; None where it is no reference."""
    try:
        reference = parse_reference(spelt)
        place = locate_reference(reference.coarsen()) if reference else None
    except UnreadableError as error:
        raise PositionError(text, error.problem) from error
    return Position(round(place.lat, _PLACES), round(place.lon, _PLACES)) if place else None


def _check_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        problem = Message(
            "It has {count:,} characters; at most {max_characters:,} are read.",
            count=len(text),
            max_characters=MAX_CHARACTERS,
        )
        raise PositionError(f"{text[:40].strip()}…", problem)


def _refuse_commas(text: str) -> None:
    one = ", ".join(part.strip().replace(",", ".") for part in text.split(";"))
    two = "; ".join(part.strip().replace(",", ", ") for part in text.split(";"))
    problem = Message("Its commas may be decimal commas, or part latitude from longitude.")
    raise PositionError(
        text, problem, example=Message("Write {one} for one place, or {two} for two.", one=one, two=two)
    )


def _spell(text: str) -> str:
    """Return a text in small letters with one spelling of each mark."""
    plain = unicodedata.normalize("NFKC", text.translate(_SPELLINGS)).translate(_SPELLINGS)
    return plain.replace("′′", "″").casefold()


def _look_like_position(spelt: str) -> bool:
    tokens = list(_list_tokens(spelt.replace(",", " , ")))
    return any(kind == "n" for kind, _ in tokens) and all(kind != "?" for kind, _ in tokens)


def _is_half(part: str) -> bool:
    for reading in _list_readings(_spell(part)):
        kinds = "".join(kind for kind, _ in _list_tokens(reading) if kind != "b")
        if _HALF.fullmatch(kinds):
            return True
    return False


def _list_readings(spelt: str) -> Iterator[str]:
    """Yield a text with commas between digits as decimal points, and with them between two figures."""
    if _TIGHT_COMMA.search(spelt):
        if "." not in spelt:
            yield _TIGHT_COMMA.sub(".", spelt)
        yield _TIGHT_COMMA.sub(" , ", spelt)
    else:
        yield spelt


def _list_tokens(spelt: str) -> Iterator[Token]:
    place = 0
    while place < len(spelt):
        found = _KINDS.match(spelt, place)
        if found is None:
            yield "?", spelt[place]
            place += 1
            continue
        yield found.lastgroup or "?", found[0]
        place = found.end()


def _read_tokens(spelt: str) -> Position:
    tokens = [token for token in _list_tokens(spelt) if token[0] != "b"]
    kinds = "".join(kind for kind, _ in tokens)
    if "o" in kinds:
        raise UnreadableError(Message("O means east in German and west in French and Spanish: write E or W."))
    orders = (found for order in _ORDERS if (found := order.fullmatch(kinds)))
    order = next(orders, None)
    if order is None:
        raise UnreadableError(_tell_problem(kinds))
    first, second = (_read_coordinate(tokens[slice(*order.span(group))]) for group in (1, 2))
    return _place(first, second)


def _tell_problem(kinds: str) -> str:
    """Return what is the matter with tokens that are not two coordinates."""
    if _HALF.fullmatch(kinds):
        return Message("It has one figure where latitude and longitude are two.")
    if kinds.count("h") == 1 or kinds.count("l") == 1:
        return Message("Only one of its figures says which direction it has.")
    if "g" in kinds and "h" in kinds:
        return Message("It has a sign and a letter for the same direction; one of them is enough.")
    return _NO_PAIR


def _read_coordinate(tokens: Sequence[Token]) -> Coordinate:
    by_kind = {kind: text.rstrip(".:= ") for kind, text in tokens}
    figures = [text for kind, text in tokens if kind == "n"]
    axis, sign = _LETTERS.get(by_kind.get("h", ""), (None, 1))
    label = _LABELS.get(by_kind.get("l", ""))
    if axis and label and axis != label:
        raise UnreadableError(Message("Its letters and its words say different things of a figure."))
    if by_kind.get("g") == "-":
        sign = -1
    figures = _unpack(figures, axis) if axis and "d" not in by_kind else figures
    return axis or label, sign * _add_up(figures)


def _unpack(figures: list[str], axis: Axis) -> list[str]:
    """Return degrees, minutes and seconds of figures that are written without anything between them."""
    whole, point, rest = figures[0].partition(".")
    degrees = _PACKED[axis].get(len(whole))
    if len(figures) > 1 or degrees is None:
        return figures
    parts = [whole[:degrees], *(whole[at : at + 2] for at in range(degrees, len(whole), 2))]
    return [*parts[:-1], parts[-1] + point + rest]


def _add_up(figures: Sequence[str]) -> float:
    """Return degrees, minutes and seconds as degrees."""
    if any("." in figure for figure in figures[:-1]):
        raise UnreadableError(Message("Only the last of degrees, minutes and seconds can have decimals."))
    if any(float(figure) >= _STEPS_A_DEGREE for figure in figures[1:]):
        raise UnreadableError(Message("Minutes and seconds are less than 60."))
    return sum(float(figure) / float(_STEPS_A_DEGREE**power) for power, figure in enumerate(figures))


def _place(first: Coordinate, second: Coordinate) -> Position:
    axes = (first[0], second[0])
    if axes[0] and axes[0] == axes[1]:
        kind = "latitudes" if axes[0] == "lat" else "longitudes"
        raise UnreadableError(Message("It has two {kind}.", kind=kind))
    lat, lon = (second[1], first[1]) if axes[0] == "lon" else (first[1], second[1])
    if abs(lat) > HIGHEST_LAT:
        swapped = axes == (None, None) and abs(lon) <= HIGHEST_LAT and abs(lat) <= HIGHEST_LON
        hint = (
            Message(" Latitude comes first: is {lon:g}, {lat:g} meant?", lon=lon, lat=lat) if swapped else ""
        )
        raise UnreadableError(
            Message("A latitude of {lat:g} lies outside the world.{hint}", lat=lat, hint=hint)
        )
    if abs(lon) > HIGHEST_LON:
        raise UnreadableError(Message("A longitude of {lon:g} lies outside the world.", lon=lon))
    return Position(round(lat, _PLACES), round((lon + 180) % 360 - 180, _PLACES))
