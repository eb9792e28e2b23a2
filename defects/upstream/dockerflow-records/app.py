"""A shop whose log has a record of dockerflow for each request."""

import logging
import sys
import time
from importlib.metadata import version

import uvicorn
from dockerflow.fastapi.middleware import MozlogRequestSummaryLogger
from dockerflow.logging import JsonLogFormatter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()


async def home(_request):
    """Say what is open."""
    return JSONResponse({"shop": "open"})


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("dockerflow"), "uptime_seconds": time.monotonic() - BEGAN})


routes = [Route("/", home), Route("/healthz", healthz), Route("/version", stated)]
app = Starlette(routes=routes, middleware=[Middleware(MozlogRequestSummaryLogger)])
own = logging.StreamHandler()
own.setFormatter(JsonLogFormatter())
logging.getLogger("uvicorn").addHandler(own)
uvicorn.run(
    app,
    host="127.0.0.1",
    port=int(sys.argv[1]),
    access_log=False,
    log_config=None,
    log_level="warning",
    server_header=False,
)
