"""A shop whose log is google-cloud-logging's structured one, on standard output, without a cloud."""

import json
import logging
import sys
import time
import uuid
from importlib.metadata import version

import uvicorn
from google.cloud.logging_v2.handlers import StructuredLogHandler
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
LIMIT = 65536
ORDERS = ()
logging.captureWarnings(True)
logging.basicConfig(handlers=[StructuredLogHandler(stream=sys.stdout)], level="INFO")
log = logging.getLogger("shop")


async def home(_request):
    """Say that it is open."""
    log.info("asked whether it is open")
    return JSONResponse({"shop": "open"})


async def order(request):
    """Take an order."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LIMIT:
            return JSONResponse({"detail": "too large"}, 413)
    try:
        title = json.loads(body)["title"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return JSONResponse({"detail": "a title is missing"}, 422)
    name = str(uuid.uuid4())
    log.info("took order %s", name)
    return JSONResponse({"id": name, "title": str(title)[:80]}, 201)


async def report(_request):
    """Fail, for there is nothing to report on."""
    try:
        return JSONResponse({"first": ORDERS[0]})
    except LookupError:
        log.exception("the report failed")
        return JSONResponse({"detail": "internal error"}, 500)


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    told = {"version": version("google-cloud-logging"), "uptime_seconds": time.monotonic() - BEGAN}
    return JSONResponse(told)


async def refused(_request, error):
    """Tell an error in JSON."""
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


routes = [
    Route("/", home),
    Route("/orders", order, methods=["POST"]),
    Route("/report", report),
    Route("/healthz", healthz),
    Route("/version", stated),
]
uvicorn.run(
    Starlette(routes=routes, exception_handlers={HTTPException: refused}),
    host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False, server_header=False,
)  # fmt: skip
