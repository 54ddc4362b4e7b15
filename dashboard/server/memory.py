"""Give back the memory that ended sessions have left."""

import asyncio
import ctypes
import sys
import time

from streamlit import config
from streamlit.runtime import Runtime, get_instance

from dashboard.server.upload_limit import measure_uploads

PAUSE_S = 20
"""Time between two times; each takes some milliseconds and leaves Python's lock alone."""


async def give_back_memory() -> None:
    """Drop uploads of sessions that will not come back, and let the allocator give back what it holds unused.

    Streamlit drops an ended session only when another one ends, and glibc keeps what was freed below the top
    of its heap; other systems do as they do.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    gone: dict[str, float] = {}
    while True:
        await asyncio.sleep(PAUSE_S)
        gone = drop_uploads(get_instance(), gone, now=time.monotonic())
        if trim is not None:
            await asyncio.to_thread(trim, 0)


def drop_uploads(runtime: Runtime, gone: dict[str, float], *, now: float) -> dict[str, float]:
    """Drop the uploads of sessions that have been gone for longer than Streamlit keeps a session.

    Parameters
    ----------
    runtime
        What knows the sessions.
    gone
        Sessions with uploads that were seen without a connection -> when first, in seconds.
    now
        The time by the same clock.

    Returns
    -------
    dict
        As `gone`, for the next time.
    """
    absent = {
        session: gone.get(session, now)
        for session in measure_uploads()
        if not runtime.is_active_session(session)
    }
    kept_s = float(config.get_option("server.disconnectedSessionTTL"))
    for session, since in absent.items():
        if now - since > kept_s:
            runtime.uploaded_file_mgr.remove_session_files(session)
    return absent
