"""A made-up language, by which tests tell words of ours from words of a pack.

Each Latin letter of a message becomes a Cyrillic one, so that a Latin word on a page has been through no
catalogue. The language goes by the tag of Ukrainian, whose months are Cyrillic, too.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from dashboard.i18n import translator
from dashboard.i18n.extract import extract_messages
from dashboard.packs import list_packs
from geodata.borders import read_contested_borders
from geodata.datasets import read_manifest
from geodata.names import POLICIES
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack, read_pack
from geodata.range_bands.bands import list_origins
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ports import name_country, read_ports
from geodata.sources import read_data_sources

PSEUDO = "uk"
LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абцдефгхийклмнопярстувшьыз"
LETTERS = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
FIELD = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"[A-Za-z]{2,}")
INLINE = re.compile(r"</?(?:mark|button|del|ins)\b[^<>]*>")
FILE = re.compile(r"[\w.-]*\w\.(?:pptx|html|zip|png|svg|pdf|geojson|gpkg|kml|bib|json)\b")
TAG = re.compile(r"<style>.*?</style>|<svg.*?</svg>|<[^<>]*>", re.DOTALL)
TRANSLATED = {"short", "locator", "note"}
"""Fields of the sources of the built data that are messages."""
SPOKEN = re.compile(r'(?:title|alt|aria-label)="([^"]*)"')
"""Attributes of HTML that a reader is shown or read."""


def disguise(text: str) -> str:
    """Return a message in the made-up language, with its fields as they are."""
    fields = FIELD.findall(text)
    parts = [part.translate(LETTERS) for part in FIELD.split(text)]
    return "".join(part + field for part, field in zip(parts, [*fields, ""], strict=True))


def make_catalogue() -> bytes:
    """Return the catalogue of the made-up language, with every message of the code."""
    catalogue = Catalog(locale=PSEUDO)
    for message in extract_messages():
        if isinstance(message.id, tuple):
            forms = [message.id[0], *[message.id[1]] * (catalogue.num_plurals - 1)]
            catalogue.add(message.id, tuple(map(disguise, forms)), context=message.context)
        elif message.id:
            catalogue.add(message.id, disguise(message.id), context=message.context)
    written = BytesIO()
    write_po(written, catalogue)
    return written.getvalue()


def install_catalogue(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let the made-up language be one of those that there are."""
    path = folder / PSEUDO / "LC_MESSAGES" / "seabrief.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(make_catalogue())
    patch.setattr(translator, "LOCALES", folder)
    translator.load_translator.cache_clear()


def list_strings(value: object) -> Iterator[str]:
    """Yield every text in nested lists and mappings, but for keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from list_strings(held)
    elif isinstance(value, list | tuple | set | frozenset):
        for held in value:
            yield from list_strings(held)


def list_names(records: Iterable[Any]) -> Iterator[str]:
    """Yield the names of chokepoints and ports by every policy."""
    for record in records:
        yield from list_strings(record.names.model_dump())
        yield from (record.names.call(policy) for policy in POLICIES)


def list_foreign(pack: Pack) -> list[str]:
    """Return what is not ours to translate, the longest first.

    That is the words of the pack and its sources, the data sets with their sources and borders, and the names
    of places.
    """
    gazetteer = read_gazetteer(pack)
    told = list(list_strings(pack.model_dump(mode="json")))
    told += [gazetteer.rewrite(text, "dual") for text in told]
    told += [format_layer_name(pack, layer, "dual", gazetteer=gazetteer) for layer in pack.layers]
    built = read_data_sources().values()
    told += list_strings([source.model_dump(exclude=TRANSLATED) for source in built])
    told += [
        urlsplit(source.read_at).netloc.removeprefix("www.")
        for source in (*pack.sources.values(), *built)
        if source.read_at
    ]
    told += list_strings([dataset.model_dump(exclude={"title"}) for dataset in read_manifest().values()])
    told += [border.entry for border in read_contested_borders()]
    told += [read_pack(folder).brief.title for folder in list_packs().values()]
    told += [text for port in read_ports().values() for text in (port.id, port.locode, *port.also)]
    told += list_names([*read_chokepoints().values(), *read_ports().values()])
    told += [origin.replace("-", "–").title() for origin in list_origins()]
    told += [name_country(port.country) for port in read_ports().values()]
    lines = {" ".join(line.split()) for text in told for line in (text, *text.splitlines())}
    return sorted((line for line in lines if WORD.search(line)), key=len, reverse=True)


def read_markup(markup: str) -> str:
    """Return the text of HTML with bars between its blocks, and what its attributes tell a reader."""
    spoken = " ¦ ".join(SPOKEN.findall(markup))
    return unescape(f"{TAG.sub(' ¦ ', INLINE.sub('', markup))} {spoken}")


def list_english(text: str, foreign: Iterable[str], allowed: Iterable[str] = ()) -> list[str]:
    """Return the Latin words of a text that are no words of others, and not allowed."""
    left = f" {' '.join(text.replace(chr(92), '').split())} "
    for known in (*sorted(allowed, key=len, reverse=True), *foreign):
        if known in left:
            left = re.sub(rf"(?<![A-Za-z]){re.escape(known)}(?![A-Za-z])", " ", left)
    return WORD.findall(FILE.sub(" ", left))
