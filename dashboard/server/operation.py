"""What the operator of a server asks it: whether it is ready, and what it has counted."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from streamlit.runtime import get_instance

from dashboard import metrics
from dashboard.server.preparation import State, find_state
from dashboard.server.upload_limit import measure_uploads

UNAVAILABLE = 503
NOT_KEPT = {"cache-control": "no-store"}


async def answer_health(_request: Request) -> JSONResponse:
    """Answer whether pages can be shown at once: 200 with `ready`, else 503 with what is under way."""
    state, share = find_state()
    told = {"status": state.value} | ({"share": round(share, 2)} if state is State.PREPARING else {})
    status = 200 if state is State.READY else UNAVAILABLE
    return JSONResponse(told, status, headers=NOT_KEPT)


async def answer_metrics(_request: Request) -> Response:
    """Answer with the counts, in the text format of Prometheus."""
    metrics.READY.set(find_state()[0] is State.READY)
    metrics.UPLOADED_BYTES.set(sum(measure_uploads().values()))
    metrics.SESSIONS.set(_count_sessions())
    written = await run_in_threadpool(generate_latest)
    return Response(written, headers=NOT_KEPT | {"content-type": CONTENT_TYPE_LATEST})


def _count_sessions() -> float:
    """Return the number of sessions that Streamlit tells as active."""
    families = get_instance().stats_mgr.get_stats(family_names=["active_sessions"])
    return sum(float(getattr(stat, "value", 0)) for stats in families.values() for stat in stats)
