"""A shop whose log is python-json-logger's, with the names that whoever collects it expects."""

import logging
import sys
import time
from importlib.metadata import version

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

try:
    from pythonjsonlogger.json import JsonFormatter
except ImportError:
    from pythonjsonlogger.jsonlogger import JsonFormatter

BEGAN = time.monotonic()
RENAMED = {"asctime": "@timestamp", "levelname": "severity", "exc_info": "stack_trace"}
own = logging.StreamHandler(sys.stdout)
own.setFormatter(JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields=RENAMED))
logging.basicConfig(handlers=[own], level="WARNING")
log = logging.getLogger("shop")
log.setLevel("INFO")


class Logged:
    """Write a record of each request."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Serve, and write it down."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = {"method": scope["method"], "path": scope["path"], "status": 500}

        async def sending(message):
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            log.exception("request failed", extra=told)
        else:
            log.info("request", extra=told)


async def home(_request):
    """Say what is open."""
    return JSONResponse({"shop": "open"})


async def report(_request):
    """Fail, for there is nothing to report on."""
    raise LookupError("no orders")


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    product = version("python-json-logger")
    return JSONResponse({"version": product, "uptime_seconds": time.monotonic() - BEGAN})


routes = [
    Route("/", home),
    Route("/report", report),
    Route("/healthz", healthz),
    Route("/version", stated),
]
uvicorn.run(
    Logged(Starlette(routes=routes)), host="127.0.0.1", port=int(sys.argv[1]),
    log_config=None, access_log=False, server_header=False,
)  # fmt: skip
