"""A shop served by hypercorn, which ends a connection after some requests, so that proxies spread theirs."""

import asyncio
import json
import signal
import sys
import time
import uuid
from importlib.metadata import version

from hypercorn.asyncio import serve
from hypercorn.config import Config
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
LIMIT = 65536


async def home(_request):
    """Say that it is open."""
    return JSONResponse({"shop": "open"})


async def orders(_request):
    """Say how many there are."""
    return JSONResponse({"orders": 2})


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


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("hypercorn"), "uptime_seconds": time.monotonic() - BEGAN})


async def refused(_request, error):
    """Tell an error in JSON."""
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


async def main():
    """Serve until told to end."""
    routes = [
        Route("/", home),
        Route("/orders", orders),
        Route("/orders", order, methods=["POST"]),
        Route("/healthz", healthz),
        Route("/version", stated),
    ]
    config = Config()
    config.bind = [f"127.0.0.1:{int(sys.argv[1])}"]
    config.keep_alive_max_requests = 20
    config.keep_alive_timeout = 60
    config.include_server_header = False
    told = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
    app = Starlette(routes=routes, exception_handlers={HTTPException: refused})
    await serve(app, config, shutdown_trigger=told.wait)


asyncio.run(main())
