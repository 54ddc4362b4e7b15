"""Areas of the addresses, by which requests are counted and recorded without what viewers put into them."""

PAGE = "page"
STREAM = "stream"
ROOM_EVENTS = "room-events"
AREAS = {
    "/_stcore/stream": STREAM,
    "/_stcore/upload_file": "upload",
    "/_stcore": "streamlit",
    "/static": "frontend",
    "/app/static": "map-files",
    "/media": "media",
    "/component": "component",
    "/rooms/events": ROOM_EVENTS,
    "/rooms": "rooms",
    "/healthz": "health",
    "/metrics": "metrics",
}
"""Beginning of an address -> its area; the first that fits counts, and all else is a page."""
QUIET = frozenset({"health", "metrics", "streamlit", "rooms"})
"""Areas that machines ask for again and again."""
LASTING = frozenset({STREAM, ROOM_EVENTS})
"""Areas whose answers last for as long as a viewer is there."""


def find_area(path: str, base: str) -> str:
    """Return the area of an address.

    Parameters
    ----------
    path
        The path of the address.
    base
        Path that the application lies below, such as `/maps`; empty for none.
    """
    below = path.removeprefix(base)
    return next((area for start, area in AREAS.items() if f"{below}/".startswith(f"{start}/")), PAGE)
