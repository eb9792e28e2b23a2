"""A shop whose log is loguru's, a JSON object for each line; one for each request, with its id."""

import json
import logging
import os
import sys
import time
import uuid
from importlib.metadata import version

import uvicorn
from loguru import logger
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
LIMIT = 65536
try:
    NAME = os.environ["SHOP_NAME"]
except KeyError:
    sys.exit("SHOP_NAME is missing: the name of the shop")

logger.remove()
logger.add(sys.stdout, serialize=True, level="INFO", backtrace=False, diagnose=False)


class Handed(logging.Handler):
    """Hand on what others log by Python's own logging."""

    def emit(self, record):
        """Hand one on."""
        logger.opt(exception=record.exc_info).log(record.levelname, record.getMessage())


logging.basicConfig(handlers=[Handed()], level="WARNING")


class Logged:
    """Give each request an id, and write a record of how it ended and which thread served it."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        """Serve, and write it down."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = asked(dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1"))
        status = 500

        async def sending(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", name.encode())]
            await send(message)

        with logger.contextualize(request_id=name):
            try:
                await self.app(scope, receive, sending)
            except Exception:  # noqa: BLE001 - the 500 was sent by Starlette
                logger.exception("request failed")
            logger.opt(record=True).log(
                "ERROR" if status >= 500 else "INFO",
                "{method} {path!r} {status} by {record[thread].name}",
                method=scope["method"], path=scope["path"], status=status,
            )  # fmt: skip


def asked(name):
    """Take the id that a client sends, if it is one."""
    try:
        return str(uuid.UUID(name))
    except ValueError:
        return str(uuid.uuid4())


async def home(_request):
    """Say that it is open."""
    return JSONResponse({"shop": NAME, "open": True})


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
    return JSONResponse({"id": str(uuid.uuid4()), "title": str(title)[:80]}, 201)


async def report(_request):
    """Fail, for there is nothing to report on."""
    raise LookupError("no orders")


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("loguru"), "uptime_seconds": time.monotonic() - BEGAN})


routes = [
    Route("/", home),
    Route("/orders", order, methods=["POST"]),
    Route("/report", report),
    Route("/healthz", healthz),
    Route("/version", stated),
]
uvicorn.run(
    Logged(Starlette(routes=routes)), host="127.0.0.1", port=int(sys.argv[1]),
    log_config=None, access_log=False, server_header=False,
)  # fmt: skip
