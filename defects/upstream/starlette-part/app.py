"""A form, read by starlette."""

import sys
import time
from importlib.metadata import version

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("starlette"), "uptime_seconds": time.monotonic() - BEGAN})


async def form(request):
    """Say how many fields there are."""
    async with request.form() as read:
        return JSONResponse({"fields": len(read)})


routes = [Route("/healthz", healthz), Route("/version", stated), Route("/form", form, methods=["POST"])]
uvicorn.run(
    Starlette(routes=routes),
    host="127.0.0.1",
    port=int(sys.argv[1]),
    log_level="warning",
    server_header=False,
)
