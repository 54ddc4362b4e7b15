"""Choose where the rooms of a server are kept."""

import os
import re
from collections.abc import Mapping

from dashboard.errors import SettingError
from dashboard.rooms.memory import MemoryStore
from dashboard.rooms.store import RoomStore
from dashboard.rooms.valkey import ValkeyStore
from geodata.errors import Message

ROOMS_VARIABLE = "SEABRIEF_ROOMS"
"""Environment variable with the address of Valkey or Redis; without it rooms are kept in memory."""
_ADDRESS = re.compile(r"(valkeys?|rediss?)://\S+|unix:///\S+")


def create_store(environment: Mapping[str, str] = os.environ) -> RoomStore:
    """Return the store that the environment names.

    Raises
    ------
    SettingError
        It names none.
    """
    address = environment.get(ROOMS_VARIABLE, "").strip()
    if not address:
        return MemoryStore()
    expected = Message("an address such as valkey://localhost:6379/0")
    shown = re.sub(r"//[^/@]*@", "//…@", address)  # without a password
    if not _ADDRESS.fullmatch(address):
        raise SettingError(ROOMS_VARIABLE, shown, expected)
    try:
        return ValkeyStore(address)
    except ValueError as error:  # a port, or a number of a database, that is none
        raise SettingError(ROOMS_VARIABLE, shown, expected) from error
