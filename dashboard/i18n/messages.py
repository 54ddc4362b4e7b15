"""Messages as attributes of a table: English in the code, read in the language of the table's translator."""

from collections.abc import Mapping
from typing import Any, Self, overload

from dashboard.i18n.translator import LocalText, Translator


class MessageTable:
    """A table of messages in the language of a translator.

    Its class attributes are `Text`, `Plural` and `TextMap`; an instance has the messages in one language.
    """

    def __init__(self, translator: Translator) -> None:
        self.translator = translator


class Text:
    """A message: `Text("Close")`, or `Text("of a window", "Close")` where a word alone could mean two things.

    Babel finds the messages by the name of the class, so that they have to be literals. On a table it is read
    as `LocalText`.
    """

    def __init__(self, *context_and_text: str) -> None:
        *context, self.text = context_and_text
        self.context = context[0] if context else None

    @overload
    def __get__(self, table: None, owner: type) -> Self: ...

    @overload
    def __get__(self, table: MessageTable, owner: type) -> str: ...

    def __get__(self, table: MessageTable | None, owner: type) -> Self | str:
        """Return the message in the language of a table."""
        return self if table is None else self.translate(table.translator)

    def translate(self, translator: Translator) -> LocalText:
        """Return the message in a language."""
        return translator.translate(self.text, context=self.context)


class BoundPlural:
    """A message that depends on a number, in one language."""

    def __init__(self, plural: "Plural", translator: Translator) -> None:
        self._plural, self._translator = plural, translator

    def format(self, count: int, **values: object) -> str:
        """Return the message for a number, which is the value `count` in it, with its other values."""
        text = self._translator.translate_plural(self._plural.one, self._plural.several, count)
        return text.format(count=count, **values)


class Plural:
    """A message that depends on a number: `Plural("{count} layer", "{count} layers")`.

    A language has as many forms as its catalogue says; the number need not stand in the message.
    """

    def __init__(self, one: str, several: str) -> None:
        self.one, self.several = one, several

    @overload
    def __get__(self, table: None, owner: type) -> Self: ...

    @overload
    def __get__(self, table: MessageTable, owner: type) -> BoundPlural: ...

    def __get__(self, table: MessageTable | None, owner: type) -> Self | BoundPlural:
        """Return the message in the language of a table."""
        return self if table is None else BoundPlural(self, table.translator)


class TextMap:
    """Messages by the ids of what they name, such as the choices of a setting; read as a mapping of texts."""

    def __init__(self, texts: Mapping[Any, Text]) -> None:
        self.texts = texts

    @overload
    def __get__(self, table: None, owner: type) -> Self: ...

    @overload
    def __get__(self, table: MessageTable, owner: type) -> Mapping[Any, str]: ...

    def __get__(self, table: MessageTable | None, owner: type) -> Self | Mapping[Any, str]:
        """Return the messages in the language of a table."""
        if table is None:
            return self
        return {key: text.translate(table.translator) for key, text in self.texts.items()}
