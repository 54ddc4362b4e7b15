"""Settings of the server that its operator makes in the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Self

from dashboard.errors import SettingError
from geodata.errors import Message

HOSTS_VARIABLE = "SEABRIEF_HOSTS"
"""Environment variable with the host names that are answered to, with commas; all where it is not set."""
FRAMES_VARIABLE = "SEABRIEF_FRAME_ANCESTORS"
"""Environment variable with the origins whose pages may embed the application, with spaces."""
SIGN_IN_VARIABLE = "SEABRIEF_SIGN_IN"
"""Environment variable that is 1 where viewers have to sign in."""
ANYBODY, NOBODY_ELSE = "", "'self'"
YES, NO = "1", "0"
_ORIGIN = re.compile(r"'self'|'none'|https?://(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
_HOST = re.compile(r"(\*\.)?[A-Za-z0-9.-]+|\*|\[[0-9A-Fa-f:]+\]")


@dataclass(frozen=True)
class ServerSettings:
    """What an operator may set."""

    hosts: tuple[str, ...] = ("*",)
    """Host names that are answered to, `*.` before a name for all below it."""
    frame_ancestors: str = ANYBODY
    """Origins whose pages may embed the application, as in a content security policy; empty for all."""
    sign_in: bool = False
    """Whether viewers have to sign in, as `[auth]` of Streamlit's secrets says."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings.

        Raises
        ------
        SettingError
            A value is not what it may be.
        """
        hosts = [host.strip() for host in environment.get(HOSTS_VARIABLE, "*").split(",")]
        for host in hosts:
            if not _HOST.fullmatch(host):
                raise SettingError(HOSTS_VARIABLE, host, Message("a host name such as maps.example.org"))
        sign_in = environment.get(SIGN_IN_VARIABLE, "") or NO
        if sign_in not in (YES, NO):
            raise SettingError(SIGN_IN_VARIABLE, sign_in, Message("1 or 0"))
        if sign_in == YES and find_spec("authlib") is None:
            raise SettingError(
                SIGN_IN_VARIABLE, sign_in, Message("the package authlib beside it (pip install authlib)")
            )
        origins = environment.get(FRAMES_VARIABLE, NOBODY_ELSE if sign_in == YES else ANYBODY).split()
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise SettingError(
                    FRAMES_VARIABLE, origin, Message("an origin such as https://www.example.org")
                )
        return cls(tuple(hosts), " ".join(origins), sign_in == YES)
