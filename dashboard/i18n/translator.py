"""Translate messages, and write numbers and dates, in one language.

A run of a page, an export and a command have one language each. `get_translator` returns its translator: the
one that `use_language` set for the thread, else that of whoever runs there, else the English one.
"""

import gettext
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, cached_property
from io import BytesIO
from numbers import Number
from pathlib import Path
from typing import Any, Self

from babel import Locale
from babel.core import get_global
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geodata.errors import Message, SeaBriefError, UnknownIdError

SOURCE = "en"
"""Language of the messages in the code."""
SOURCE_LOCALE = "en_GB"
"""Its locale: days stand before months."""
LOCALES = Path(__file__).parent / "locale"
"""Holds `<language>/LC_MESSAGES/seabrief.po`, the catalogue of each language beside the source."""
DOMAIN = "seabrief"
BUILT = "built data"
"""Context of the texts of the built data among the messages."""
_SKELETONS = ("y", "yMMMM", "yMMMMd")
"""CLDR skeletons of a year, of a month and of a day."""


class LocalText(str):
    """A message in a language; `format` writes numbers the language's way, and translates errors."""

    __slots__ = ("translator",)
    translator: "Translator"

    def __new__(cls, text: str, translator: "Translator") -> Self:
        """Return a text of a translator."""
        made = super().__new__(cls, text)
        made.translator = translator
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Return what a copy in another process is made from: the plain text."""
        return str, (str(self),)

    def format(self, /, *args: object, **values: object) -> str:
        """Return the message with its values."""
        return self.translator.fill(str(self), *args, **values)


class Translator:
    """Messages, numbers and dates of one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        """IETF tag."""
        self._catalogue = catalogue
        self._locale = Locale.parse(*(SOURCE_LOCALE, "_") if language == SOURCE else (language, "-"))
        symbols = self._locale.number_symbols["latn"]
        self._separators = str.maketrans({",": symbols["group"], ".": symbols["decimal"]})

    @cached_property
    def regional(self) -> str:
        """The language with its usual region, such as `de-DE`, as office programs want it."""
        likely = get_global("likely_subtags").get(str(self._locale), str(self._locale))
        parts = [self._locale.language, self._locale.territory or likely.split("_")[-1]]
        return "-".join(dict.fromkeys(parts))

    @cached_property
    def _formatter(self) -> "_LocalFormatter":
        return _LocalFormatter(self)

    def translate(self, text: str, *, context: str | None = None) -> LocalText:
        """Return a message; as it is where the catalogue has none for it."""
        found = self._catalogue.pgettext(context, text) if context else self._catalogue.gettext(text)
        return LocalText(found, self)

    def tell_built(self, text: str) -> str:
        """Return a text of the built data; another text, such as one of a pack, as it is."""
        return str(self.translate(text, context=BUILT)) if text else ""

    def translate_plural(self, one: str, several: str, count: int) -> LocalText:
        """Return the form of a message for a number."""
        return LocalText(self._catalogue.ngettext(one, several, count), self)

    def fill(self, template: str, /, *args: object, **values: object) -> str:
        """Return a text with its values, as `str.format` does, with numbers the language's way."""
        return self._formatter.vformat(template, args, values)

    def tell(self, message: str | SeaBriefError) -> str:
        """Return a message of `geodata`, or that of an error; another text as it is."""
        if isinstance(message, SeaBriefError):
            message = message.message
        if not isinstance(message, Message):
            return message
        template = self._catalogue.gettext(message.template) if message.template else ""
        return self.fill(template, **message.values) if message.values else template

    def format_number(self, value: float, spec: str) -> str:
        """Return a number by a format specification of Python, such as `,.0f`, with the language's signs."""
        written = format(value, spec)
        if written.endswith("%"):
            sign = self._locale.percent_formats[None].suffix[0]
            return f"{written[:-1].translate(self._separators)}{sign}"
        return written.translate(self._separators)

    def format_date(self, text: str) -> str:
        """Return a year, month or day of ISO 8601 as a reader writes it, such as `October 2013`.

        What is no date of the calendar is returned as it is, as is an empty text.
        """
        try:
            year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
            found = date(year, month, day)
        except ValueError:
            return text
        return str(format_skeleton(_SKELETONS[min(text.count("-"), 2)], found, locale=self._locale))

    def join_words(self, words: Sequence[str]) -> str:
        """Return words as a list in a sentence, such as `a, b and c`."""
        return str(format_list(words, locale=self._locale))


class _LocalFormatter(string.Formatter):
    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401
        value = super().get_value(key, args, kwargs)
        return self._translator.tell(value) if isinstance(value, Message | SeaBriefError) else value

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        if format_spec and isinstance(value, Number):
            return self._translator.format_number(value, format_spec)  # type: ignore[arg-type]
        return str(format(value, format_spec))


def list_languages() -> tuple[str, ...]:
    """Return the tags of the languages that there are, the source first."""
    found = sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return (SOURCE, *found)


def name_language(language: str) -> str:
    """Return the name of a language in itself, such as `Deutsch`."""
    return str(Locale.parse(language, "-").get_language_name())


def find_language(wishes: Iterable[str]) -> str | None:
    """Return the first language that there is among wishes: tags such as `de-AT`, or `de_AT.UTF-8`."""
    known = {language.lower(): language for language in list_languages()}
    for wish in wishes:
        parts = wish.partition(".")[0].replace("_", "-").lower().split("-")
        for length in range(len(parts), 0, -1):
            if found := known.get("-".join(parts[:length])):
                return found
    return None


@cache
def load_translator(language: str) -> Translator:
    """Return the translator of a language.

    Raises
    ------
    UnknownIdError
        There is no catalogue of this language.
    """
    if language not in list_languages():
        raise UnknownIdError("language", language, list_languages())
    if language == SOURCE:
        return Translator(language, gettext.NullTranslations())
    compiled = BytesIO()
    with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Translator(language, gettext.GNUTranslations(compiled))


LANGUAGE_FINDERS: list[Callable[[], str | None]] = []
"""Return the language of whoever runs in a thread, such as a session, or None where nobody does."""
_current: ContextVar[Translator] = ContextVar("translator")


def get_translator() -> Translator:
    """Return the translator of this run."""
    translator = _current.get(None)
    if translator is not None:
        return translator
    for find in LANGUAGE_FINDERS:
        if language := find():
            return load_translator(language)
    return load_translator(SOURCE)


def tell(message: str | SeaBriefError) -> str:
    """Return a message of `geodata` or of an error in the language of this run; another text as it is."""
    return get_translator().tell(message)


def tell_built(text: str) -> str:
    """Return a text of the built data in the language of this run; another text as it is."""
    return get_translator().tell_built(text)


def translate(template: str, /, **values: object) -> str:
    """Return a message with its values in the language of this run; Babel finds it by this name."""
    return tell(Message(template, **values))


def format_number(value: float, spec: str) -> str:
    """Return a number by a format specification of Python, such as `,.0f`, with the signs of this run."""
    return get_translator().format_number(value, spec)


@contextmanager
def use_language(language: str) -> Iterator[Translator]:
    """Let a language be that of this thread for a while.

    Raises
    ------
    UnknownIdError
        As for `load_translator`.
    """
    translator = load_translator(language)
    token = _current.set(translator)
    try:
        yield translator
    finally:
        _current.reset(token)
