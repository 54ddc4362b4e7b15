"""Read and search ports."""

import csv
import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.datasets import locate_dataset, read_dataset
from geodata.errors import DataError, Message, UnknownIdError, blame_file
from geodata.geometry.geodesy import Position
from geodata.names import NEUTRAL, Names, read_built_names, speak

LEAST_LIKENESS = 0.72
"""Ratio of `difflib.SequenceMatcher` from which a name is like another one."""
LEAST_PART = 4
"""Letters that a name needs to be looked for inside a longer text."""
MOST_OFFERED = 3
PORTS = Path(__file__).parents[1] / "data" / "ports.csv"
COUNTRY_WORDS: Mapping[str, tuple[str, ...]] = {
    "ARE": ("UAE", "Emirates"),
    "CHN": ("PRC", "People's Republic of China"),
    "GBR": ("UK", "Britain", "Great Britain", "England"),
    "GUM": ("USA", "United States"),
    "HKG": ("Hong Kong", "China"),
    "KOR": ("Korea", "South Korea", "Republic of Korea"),
    "PRK": ("North Korea", "DPRK"),
    "RUS": ("Russia", "Russian Federation"),
    "TWN": ("Taiwan", "ROC"),
    "USA": ("U.S.", "America", "United States of America"),
    "VNM": ("Vietnam", "Viet Nam"),
}
"""Code of a country or area -> its names beside that of the data set `countries`."""
_HARBOUR_WORDS = re.compile(
    r"^(?:the\s+)?(?:port|puerto|porto|harbou?r)\s+(?:of|de|di|do|da)\s+|\s+(?:port|harbou?r)$|(?<=\w)港$",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[\s,;/()（）]+")
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u0652]")
"""Marks that are left away with the letter that carries them; other scripts have vowels among theirs."""
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


@dataclass(frozen=True)
class Port:
    """A port, at the place where its source puts it: good to about a mile, not a berth."""

    id: str
    """Short stable key, as in `hamburg`."""
    locode: str
    """UN/LOCODE without its blank."""
    country: str
    """ISO 3166-1 alpha-3 code of the country or area."""
    names: Names
    """English, Japanese and Chinese names."""
    position: Position
    """Where a lane starts or ends."""
    source: str
    """Id in `sources.toml` of the publication that gives the position."""
    locator: str
    """Entry in that publication."""
    also: tuple[str, ...] = ()
    """Former names, other spellings and readings, by which it is found but not called."""
    shared: tuple[str, ...] = ()
    """Names that ports elsewhere have as well, so that a country has to be added."""


@dataclass(frozen=True)
class Finding:
    """The ports that a name means."""

    ports: tuple[Port, ...]
    """Those that have it; none where no port of the table has."""
    shared: bool = False
    """Whether a port that is not in the table has it as well."""


@cache
def read_ports(path: Path = PORTS) -> Mapping[str, Port]:
    """Return the ports by id, in the order of the file.

    Raises
    ------
    DataError
        The file is missing, or an id stands in it twice.
    """
    if not path.is_file():
        raise DataError(path, Message("The table of ports is missing."))
    with blame_file(path), path.open(encoding="utf-8", newline="") as table:
        ports = [_read_port(row) for row in csv.DictReader(table)]
    by_id = {port.id: port for port in ports}
    if len(by_id) < len(ports):
        raise DataError(path, Message("An id stands in the table twice."))
    return by_id


@cache
def read_other_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of the data set `port-names` by the id of the port."""
    path = locate_dataset("port-names")
    with blame_file(path), path.open(encoding="utf-8", newline="") as table:
        return {row["id"]: tuple(row["names"].split(";")) for row in csv.DictReader(table)}


def find_port(port_id: str) -> Port:
    """Return the port with an id.

    Raises
    ------
    UnknownIdError
        No port has it.
    """
    ports = read_ports()
    if port_id not in ports:
        raise UnknownIdError("port", port_id, ports)
    return ports[port_id]


def find_named_ports(text: str) -> Finding:
    """Return the ports of which a text is the whole name: id, UN/LOCODE, or a name, present or former.

    Case, accents, blanks and punctuation do not matter. A country may follow (`Newcastle, Australia`), and a
    word such as `port of` or `harbour` may stand before or behind.
    """
    for name in dict.fromkeys((text, _HARBOUR_WORDS.sub("", text.strip()))):
        found = _look_up(name)
        if found.ports:
            return found
    return Finding(())


def _look_up(name: str) -> Finding:
    key = fold_name(name)
    ports, keys, shared = read_ports(), _read_keys(), _read_keys(shared=True)
    ids = dict.fromkeys((*keys.get(key, ()), *shared.get(key, ())))
    if ids:
        return Finding(tuple(map(ports.__getitem__, ids)), shared=key in shared)
    words = [word for word in _PARTED.split(name) if word]
    for at in range(1, len(words)):
        head, tail = fold_name("".join(words[:at])), fold_name("".join(words[at:]))
        named = (ports[port_id] for port_id in (*keys.get(head, ()), *shared.get(head, ())))
        found = tuple(dict.fromkeys(port for port in named if tail in _list_country_words(port)))
        if found:
            return Finding(found)
    return Finding(())


def offer_ports(text: str) -> tuple[Port, ...]:
    """Return the few ports with names like a text, the likest first: its beginning, a part, a misspelling."""
    wanted = fold_name(text)
    if not wanted:
        return ()
    likenesses = {
        port.id: max(_compare(wanted, fold_name(name)) for name in (*list_own_names(port), *port.shared))
        for port in read_ports().values()
    }
    found = sorted((likeness, port_id) for port_id, likeness in likenesses.items() if likeness > 0)
    return tuple(read_ports()[port_id] for _, port_id in reversed(found[-MOST_OFFERED:]))


def list_own_names(port: Port) -> tuple[str, ...]:
    """Return id, code and names of a port as its table has them, without those that it shares."""
    names = (port.names.en, port.names.ja, port.names.zh_hans, port.names.zh_hant)
    return (port.id, port.locode, *filter(None, names), *port.also)


def tell_port(port: Port, language: str = "") -> str:
    """Return the name of a port with its country and code, as in `Houston (United States, USHOU)`."""
    name, _, qualifier = port.names.call(speak(NEUTRAL, language)).partition(" (")
    country = name_country(port.country, language)
    told = dict.fromkeys(filter(None, (qualifier.rstrip(")"), country, port.locode)))
    return f"{name} ({', '.join(told)})"


def name_country(code: str, language: str = "") -> str:
    """Return the name of a country or area in a language, else in English; Hong Kong is one, as in codes."""
    name = _read_countries().get(code, COUNTRY_WORDS.get(code, (code,))[0])
    return read_built_names(language).get(name, name)


@cache
def _read_countries() -> Mapping[str, str]:
    countries = read_dataset("countries")
    return dict(zip(countries["id"], countries["name"], strict=True))


@cache
def _read_keys(*, shared: bool = False) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the ports by their folded names; those that ports elsewhere share, or all others."""
    keys: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for port in read_ports().values():
        others = read_other_names().get(port.id, ())
        for name in port.shared if shared else (*list_own_names(port), *others):
            keys[fold_name(name)][port.id] = None
    return {key: tuple(ids) for key, ids in keys.items()}


def _list_country_words(port: Port) -> Collection[str]:
    """Return what may be added to the name of a port to say its country, folded."""
    words = (port.country, port.locode[:2], name_country(port.country), *COUNTRY_WORDS.get(port.country, ()))
    return frozenset(map(fold_name, words))


def fold_name(text: str) -> str:
    """Return the letters and digits of a name in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(_keep_letters(_ACCENTS.sub("", letters))))


def _keep_letters(text: str) -> Iterator[str]:
    """Yield letters, digits and the vowels that some scripts write as marks."""
    return (letter for letter in text if letter.isalnum() or unicodedata.category(letter)[0] == "M")


def _compare(wanted: str, key: str) -> float:
    """Return how well a key fits.

    4 is the whole, from 3 the text begins the key, from 2 it is a part of it, from 1 the key is a part of
    the text, and below 1 they are alike.
    """
    if wanted == key:
        return 4
    if wanted in key:
        return (3 if key.startswith(wanted) else 2) + len(wanted) / (len(key) + 1)
    if key in wanted and len(key) >= LEAST_PART:
        return 1 + len(key) / (len(wanted) + 1)
    matcher = difflib.SequenceMatcher(None, wanted, key)
    measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # each at most the one before
    return matcher.ratio() if all(measure() >= LEAST_LIKENESS for measure in measures) else 0


def _read_port(row: Mapping[str, str]) -> Port:
    return Port(
        id=row["id"],
        locode=row["locode"],
        country=row["country"],
        names=Names(
            en=row["name_en"], ja=row["name_ja"], zh_hans=row["name_zh_hans"], zh_hant=row["name_zh_hant"]
        ),
        position=Position(float(row["lat"]), float(row["lon"])),
        source=row["source"],
        locator=row["locator"],
        also=tuple(filter(None, row["also"].split(";"))),
        shared=tuple(filter(None, row["shared"].split(";"))),
    )
