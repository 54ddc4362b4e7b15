"""The catalogues and overlays of all languages are complete, and say what the English says."""

import re
import string
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dashboard.i18n.extract import extract_messages
from dashboard.i18n.translator import DOMAIN, LOCALES, SOURCE, list_languages, name_language
from dashboard.packs import list_packs
from geodata.names import OWN_FIELDS, POLICIES, SPOKEN, read_built_names
from geodata.packs.overlay_check import list_faults, list_lacking
from geodata.packs.overlays import list_overlays, read_overlay
from geodata.packs.pack import read_pack
from geodata.text.figures import compare_figures

LANGUAGES = [language for language in list_languages() if language != SOURCE]
WRITTEN = re.compile(r"`[^`]+`")
"""What stands in a message as it is typed: commands, files, fields."""
TYPED = re.compile(
    r"\{[^{}]*\}|`[^`]*`|\d[\d.]*(?:,\d[\d.]*){3}|-?\d+\.\d+, ?-?\d+(?:\.\d+)?|(?<![\d.])\d\.\d\.\d+"
)
"""Fields, code, positions and versions, which are the same in all languages."""


def read_catalogue(language: str) -> Catalog:
    return read_po(BytesIO((LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").read_bytes()))


def list_forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of a message beside the English one that it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return [(message.id[-1], form) for form in strings]


def read_digits(text: str) -> set[Decimal]:
    """Return the whole numbers that stand in a text in digits."""
    return set(map(Decimal, re.findall(r"\d+", text)))


def list_fields(text: str) -> list[str]:
    """Return the fields of a message with their formats; braces without a name are no fields."""
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        return []
    return sorted(f"{name}!{how}:{spec}" for _, name, spec, how in parsed if name)


def test_there_is_more_than_one_language_and_each_has_its_name() -> None:
    assert set(LANGUAGES) >= {"de", "ja"}
    assert [name_language(language) for language in ("de", "en", "ja")] == ["Deutsch", "English", "日本語"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_in_doubt(language: str) -> None:
    catalogue = read_catalogue(language)
    held = {(message.id, message.context): message for message in catalogue if message.id}
    wanted = {(message.id, message.context) for message in extract_messages() if message.id}
    missing = wanted - {key for key, message in held.items() if all(text for _, text in list_forms(message))}
    assert sorted(map(str, missing)) == []
    assert [message.id for message in held.values() if message.fuzzy] == []
    assert held.keys() == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_fields_of_messages_are_the_same(language: str) -> None:
    wrong = [
        (source, text)
        for message in read_catalogue(language)
        if message.id
        for source, text in list_forms(message)
        if set(list_fields(source)) != set(list_fields(text))
        and not (isinstance(message.id, tuple) and set(list_fields(text)) < set(list_fields(source)))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_messages_have_as_many_forms_as_the_language(language: str) -> None:
    catalogue = read_catalogue(language)
    several = [message for message in catalogue if isinstance(message.id, tuple)]
    assert several
    for message in several:
        assert len(list_forms(message)) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_what_is_typed_are_the_same(language: str) -> None:
    wrong = []
    for message in read_catalogue(language):
        for source, text in list_forms(message) if message.id else ():
            if set(WRITTEN.findall(source)) != set(WRITTEN.findall(text)):
                wrong.append((source, text))
            plain, told = (TYPED.sub(" ", one) for one in (source, text))
            lacking, strange = compare_figures(plain, told, languages=(SOURCE, language))
            if lacking & read_digits(plain) or strange & read_digits(told):
                wrong.append((source, text))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list_packs())
def test_the_packs_say_everything_in_every_language_with_the_same_figures(name: str, language: str) -> None:
    pack = read_pack(list_packs()[name])
    assert language in list_overlays(pack.folder)
    overlay = read_overlay(pack, language)
    assert [(lack.entry, lack.message) for lack in list_lacking(pack, overlay)] == []
    assert [(fault.entry, fault.message) for fault in list_faults(pack, overlay)] == []


def test_every_language_has_names_and_policies_for_its_readers() -> None:
    assert set(OWN_FIELDS) == set(LANGUAGES)
    assert set(SPOKEN) == {f"{policy}-{language}" for policy in ("dual", "local") for language in LANGUAGES}
    assert set(SPOKEN).isdisjoint(POLICIES)
    for language in LANGUAGES:
        assert read_built_names(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_of_each_language_are_listed(language: str) -> None:
    assert (Path(__file__).parents[3] / "docs" / f"terms-{language}.md").is_file()
