"""Codes, stores that an operator names, and how often something may be done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SettingError
from dashboard.rooms.allowance import Allowance
from dashboard.rooms.codes import ALPHABET, CODE_LENGTH, ID_BYTES, make_code, make_id, read_code
from dashboard.rooms.events import Ended, Message, Pointed, Shown, decode_message, encode_message
from dashboard.rooms.memory import MemoryStore
from dashboard.rooms.stores import create_store
from dashboard.rooms.valkey import ValkeyStore


def test_an_id_has_more_than_sixty_bits_and_none_comes_twice() -> None:
    assert 8 * ID_BYTES >= 60
    assert len({make_id() for _ in range(1000)}) == 1000


def test_a_code_has_no_signs_that_look_alike() -> None:
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUVAE")
    assert len(set(ALPHABET)) == len(ALPHABET) == 21
    assert len(make_code()) == CODE_LENGTH


@given(st.text(max_size=40))
def test_what_is_read_as_a_code_is_one_or_nothing(text: str) -> None:
    code = read_code(text)
    assert code == "" or (len(code) == CODE_LENGTH and set(code) <= set(ALPHABET))


messages = st.one_of(
    st.builds(Shown, st.integers(1), st.integers(1), st.text()),
    st.builds(Pointed, st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
    st.just(Ended()),
)


@given(messages)
def test_a_message_comes_through_as_it_was(message: Message) -> None:
    assert decode_message(encode_message(message)) == message


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"kind": "Shown"}', '{"kind": "Other", "a": 1}'])
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json says it in its own words
        decode_message(text)


def test_acts_that_were_used_come_back_one_by_one() -> None:
    now = [0.0]
    allowance = Allowance(2, per_minute=6, now=lambda: now[0])
    assert [allowance.take("a") for _ in range(3)] == [True, True, False]
    assert allowance.take("b")
    now[0] = 9
    assert not allowance.has("a")
    now[0] = 10
    assert allowance.take("a")
    assert not allowance.take("a")
    now[0] = 1000
    assert [allowance.take("a") for _ in range(3)] == [True, True, False]


def test_an_allowance_remembers_so_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.rooms.allowance.MOST_NAMES", 3)
    now = [0.0]
    allowance = Allowance(1, per_minute=60, now=lambda: now[0])
    for name in "abcdefg":
        assert allowance.take(name)
        now[0] += 0.9
        assert len(allowance._left) <= 3  # noqa: SLF001


@pytest.mark.parametrize(
    "address",
    ["valkey://localhost", "valkeys://user:word@db:6380/1", "redis://db:6379/0", "unix:///run/v.sock"],
)
def test_an_operator_may_name_a_store(address: str) -> None:
    assert isinstance(create_store({"SEABRIEF_ROOMS": address}), ValkeyStore)
    assert isinstance(create_store({}), MemoryStore)


@pytest.mark.parametrize(
    "address", ["localhost", "http://db", "valkey://", "valkey://:word@db:port", "redis://:word@db:99999999"]
)
def test_a_store_that_is_none_is_named_without_its_password(address: str) -> None:
    with pytest.raises(SettingError, match="SEABRIEF_ROOMS: expected an address such as valkey://") as caught:
        create_store({"SEABRIEF_ROOMS": address})
    assert "word" not in str(caught.value)
