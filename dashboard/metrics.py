"""What the server counts, in the format of Prometheus; `/metrics` shows it."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("seabrief_requests", "Answers to requests, by what was asked for.", ["area", "status"])
REQUEST_S = Histogram("seabrief_request_seconds", "Time until an answer was sent whole.", ["area"])
SCRIPT_ERRORS = Counter("seabrief_script_errors", "Runs of pages that ended in an error.")
UPLOADS_REFUSED = Counter(
    "seabrief_uploads_refused", "Files that were one too many, by whose limit.", ["limit"]
)
EXPORTS = Counter("seabrief_exports", "Exports that ended, by format and by how.", ["form", "state"])
EXPORT_S = Histogram(
    "seabrief_export_seconds",
    "Time from the request of an export until it ended, the wait in line included.",
    ["form"],
    buckets=(1, 2, 5, 10, 20, 60, 120, 300, 600),
)
SESSIONS = Gauge("seabrief_sessions", "Sessions with an open connection.")
UPLOADED_BYTES = Gauge("seabrief_uploaded_bytes", "Uploaded files that are held in memory, in bytes.")
READY = Gauge("seabrief_ready", "Whether the map's files are prepared: 1, or 0.")
ROOMS = Gauge("seabrief_rooms", "Rooms that are open.")
FOLLOWERS = Gauge("seabrief_room_followers", "Who follows a room by this process.")
ROOMS_OPENED = Counter("seabrief_rooms_opened", "Rooms that were opened.")
ROOM_GUESSES_REFUSED = Counter(
    "seabrief_room_guesses_refused", "Questions for a room after too many for rooms that there were not."
)
