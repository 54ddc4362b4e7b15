"""What passes between processes: data, messages and errors, and nothing that can run."""

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import TooLargeError
from geodata.errors import AnchorError, Message, PackError, SeaBriefError, UploadError
from geodata.isolation.data import UndecodableError, decode, describe_error, encode, make_error

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
DATA = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(DATA)
def test_data_come_back_as_they_were(value: object) -> None:
    assert decode(encode(value)) == value


@given(st.sampled_from(["$message", "$bytes", "$map"]), DATA)
def test_mappings_that_look_like_marks_come_back_as_mappings(key: str, value: object) -> None:
    assert decode(encode({key: value})) == {key: value}


def test_halves_of_characters_come_back() -> None:
    assert decode(encode("\ud800")) == "\ud800"


def test_a_message_comes_back_with_its_values_and_the_messages_among_them() -> None:
    inner = Message("row {row}", row=3)
    message = Message("{where}: {size:,.0f} bytes, {name!r}.", where=inner, size=12_345.6, name="a")
    again = decode(encode([message]))[0]
    assert again == "row 3: 12,346 bytes, 'a'."
    assert again.template == message.template
    assert again.values == message.values
    assert again.values["where"].template == "row {row}"


@pytest.mark.parametrize("value", [object(), {1: 2}, {"a": {3}}, print])
def test_what_is_no_data_is_not_sent(value: object) -> None:
    with pytest.raises(TypeError, match="is no"):
        encode(value)


@pytest.mark.parametrize(
    "template", ["{a.__class__}", "{a[0]}", "{a:>999999999}", "{a:{b}}", "{0}", "{a:99999999d}"]
)
def test_a_message_that_reaches_into_its_values_or_swells_is_refused(template: str) -> None:
    sent = encode(Message("x {a}{b}", a=1, b=2)).replace(b"x {a}{b}", template.encode())
    length = len(sent) - 8
    with pytest.raises(UndecodableError):
        decode(length.to_bytes(8, "big") + sent[8:])


@given(st.binary())
def test_bytes_of_another_form_are_refused_or_are_data(content: bytes) -> None:
    try:
        decode(content)
    except UndecodableError:
        return


def test_a_pickle_is_not_read() -> None:
    with pytest.raises(UndecodableError):
        decode(pickle.dumps(print))


@pytest.mark.parametrize(
    "error",
    [
        PackError("p.toml", Message("row {row}", row=3), "lat", Message("It has {n} degrees.", n=99)),
        UploadError("a.csv", "It is empty."),
        TooLargeError("Port", 3_000_000, 2_000_000),
        AnchorError("A1", "It is not there.", changes=[("same", "nine"), ("quote", "ships")]),
    ],
)
def test_an_error_comes_back_in_its_class_with_its_message_and_its_facts(error: SeaBriefError) -> None:
    again = make_error(decode(encode(describe_error(error))))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.message.template == error.message.template
    assert again.message.values.keys() == error.message.values.keys()
    assert _listed(vars(again)) == _listed(vars(error))


def test_an_error_of_an_unknown_class_comes_back_as_one_of_the_base_class() -> None:
    described = describe_error(UploadError("a.csv", "It is empty.")) | {"class": "SystemExit"}
    again = make_error(described)
    assert type(again) is SeaBriefError
    assert str(again) == "a.csv: It is empty."


def _listed(value: Any) -> Any:  # noqa: ANN401 - data
    """Return data with lists for tuples."""
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value
