"""What readers in another process return: data alone, as JSON with bytes behind it.

JSON and not pickle, so that whatever a hostile file makes of its reader, nothing that comes back can run: it
holds texts, numbers, lists, mappings, bytes and messages, and no names of functions. An error comes back as
one of the classes of `SeaBriefError` that this process has imported, without its constructor.
"""

import json
import re
import string
import struct
from collections.abc import Iterator, Mapping
from numbers import Integral, Real
from typing import Any

from geodata.errors import Message, SeaBriefError

_HEAD = struct.Struct(">Q")
_MESSAGE, _BYTES, _MAP = "$message", "$bytes", "$map"
_SPEC = re.compile(r",?(\.\d{1,2})?[a-z%]?")
"""Format specifications that messages use; none that makes a text longer than its value."""


class UndecodableError(ValueError):
    """What came back is not what `encode` writes."""


def encode(value: object) -> bytes:
    """Return a value as bytes that `decode` reads.

    Parameters
    ----------
    value
        None, numbers, texts, messages, bytes, and lists, tuples and mappings by texts of them.

    Raises
    ------
    TypeError
        It holds anything else.
    """
    blobs = bytearray()
    written = json.dumps(_write(value, blobs), separators=(",", ":")).encode("ascii")
    return b"".join([_HEAD.pack(len(written)), written, blobs])


def decode(content: bytes) -> Any:  # noqa: ANN401 - whatever was written
    """Return the value that `encode` wrote; tuples as lists.

    Raises
    ------
    UndecodableError
        The bytes are no such value.
    """
    try:
        (length,) = _HEAD.unpack_from(content)
        end = _HEAD.size + length
        blobs = memoryview(content)[end:]
        return json.loads(bytes(content[_HEAD.size : end]), object_hook=lambda held: _read(held, blobs))
    except (struct.error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UndecodableError(str(error)) from error


def describe_error(error: SeaBriefError) -> dict[str, Any]:
    """Return an error as data: its class, its message and its other attributes."""
    attributes = {name: value for name, value in vars(error).items() if name != "message"}
    return {
        "class": type(error).__qualname__,
        "message": error.message,
        "attributes": {name: _simplify(value) for name, value in attributes.items()},
    }


def make_error(described: Mapping[str, Any]) -> SeaBriefError:
    """Return the error that `describe_error` described; of the base class where its own is not known here."""
    known = {one.__qualname__: one for one in _list_errors(SeaBriefError)}
    kind = known.get(described["class"], SeaBriefError)
    message = described["message"]
    error = kind.__new__(kind, str(message))
    vars(error).update(described["attributes"], message=message)
    return error


def _list_errors(kind: type[SeaBriefError]) -> Iterator[type[SeaBriefError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _list_errors(one)


def _write(value: object, blobs: bytearray) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Message):
        values = {name: _write(_simplify(one), blobs) for name, one in value.values.items()}
        return {_MESSAGE: [value.template, values]}
    if isinstance(value, bytes):
        blobs += value
        return {_BYTES: [len(blobs) - len(value), len(value)]}
    if isinstance(value, Mapping):
        pairs = [(_check_key(key), _write(one, blobs)) for key, one in value.items()]
        return {_MAP: pairs} if any(key.startswith("$") for key, _ in pairs) else dict(pairs)
    if isinstance(value, list | tuple):
        return [_write(one, blobs) for one in value]
    if value is None or isinstance(value, bool | int | float | str):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"{type(value).__name__} is no data")


def _check_key(key: object) -> str:
    if isinstance(key, str):
        return str(key)
    raise TypeError(f"{type(key).__name__} is no key")


def _simplify(value: object) -> object:
    """Return a value of a message or of an error as data: what is none as its text."""
    if value is None or isinstance(value, bool | str | bytes | int | float):
        return value
    if isinstance(value, Real):
        return int(value) if isinstance(value, Integral) else float(value)
    if isinstance(value, SeaBriefError):
        return value.message
    if isinstance(value, Mapping):
        return {str(key): _simplify(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_simplify(one) for one in value]
    return str(value)


def _read(held: dict[str, Any], blobs: memoryview) -> Any:  # noqa: ANN401 - as for `decode`
    if held.keys() == {_MESSAGE}:
        template, values = held[_MESSAGE]
        return _make_message(template, values)
    if held.keys() == {_BYTES}:
        start, length = held[_BYTES]
        return bytes(blobs[start : start + length])
    if held.keys() == {_MAP}:
        return {_check_key(key): one for key, one in held[_MAP]}
    return held


def _make_message(template: str, values: Mapping[str, object]) -> Message:
    """Return a message whose fields are plain names and whose formats are those of figures."""
    for _, field, spec, _ in string.Formatter().parse(template) if values else ():
        if field is not None and not (field.isidentifier() and _SPEC.fullmatch(spec or "")):
            raise UndecodableError(f"a message has the field {field!r}")
    return Message(template, **values)
