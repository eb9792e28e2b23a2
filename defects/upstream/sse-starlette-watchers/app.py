"""A shop that streams its news by sse-starlette."""

import sys
import time
from importlib.metadata import version

import uvicorn
from sse_starlette.sse import EventSourceResponse
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()


async def home(_request):
    """Say that it is open."""
    return JSONResponse({"shop": "open"})


async def news(_request):
    """Stream what is new, and end."""

    async def told():
        yield {"event": "price", "data": "apples 12"}
        yield {"event": "price", "data": "pears 14"}

    return EventSourceResponse(told())


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("sse-starlette"), "uptime_seconds": time.monotonic() - BEGAN})


async def refused(_request, error):
    """Tell an error in JSON."""
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


routes = [Route("/", home), Route("/news", news), Route("/healthz", healthz), Route("/version", stated)]
uvicorn.run(
    Starlette(routes=routes, exception_handlers={HTTPException: refused}),
    host="127.0.0.1", port=int(sys.argv[1]), access_log=False, server_header=False,
)  # fmt: skip
