"""What followers of a room are told, one thing after another."""

import json
from dataclasses import asdict, dataclass

Place = tuple[float, float]
"""Latitude and longitude in degrees."""
MOST_STEPS = 40
"""Steps that a room remembers."""


@dataclass(frozen=True)
class Shown:
    """What the presenter shows."""

    version: int
    """Counts what was published in the room, from 1 on."""
    step: int
    """Number of the step, from 1 on: another scene or another open feature is another step."""
    query: str
    """The selection, as the query of a link."""


@dataclass(frozen=True)
class Standing:
    """What someone who joins has to know."""

    steps: tuple[Shown, ...]
    """What was shown last in each step, the oldest first; the last one is on now, and there is always one."""
    followers: int
    """How many follow."""


@dataclass(frozen=True)
class Pointed:
    """Where the presenter points."""

    place: Place | None
    """None where he points nowhere."""


@dataclass(frozen=True)
class Ended:
    """The room has ended."""


Event = Shown | Standing | Pointed | Ended
Message = Shown | Pointed | Ended
"""What goes through a room to all of its followers."""


def encode_message(message: Message) -> str:
    """Return a message as a line of JSON, with its kind."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)})


def decode_message(text: str | bytes) -> Message:
    """Return the message that a line of JSON holds.

    Raises
    ------
    ValueError
        It holds none.
    """
    try:
        fields = json.loads(text)
        kind = fields.pop("kind")
        if kind == Pointed.__name__:
            return Pointed(tuple(fields["place"]) if fields["place"] else None)
        return Ended() if kind == Ended.__name__ else Shown(**fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(text) from error
