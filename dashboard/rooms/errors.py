"""Why a room does not do what it was asked."""


class RoomError(Exception):
    """A room does not do what it was asked."""


class UnknownRoomError(RoomError):
    """There is no such room, or it has been idle for too long."""


class EndedRoomError(RoomError):
    """The room has ended."""


class NotPresenterError(RoomError):
    """The key is not that of the room's presenter."""


class TooManyError(RoomError):
    """There are as many rooms, or followers of a room, as the server takes."""
