"""A shop by aiohttp whose reports take a moment, and are made a few at a time, by a semaphore of anyio."""

import asyncio
import os
import sys
import time
from importlib.metadata import version

import anyio
from aiohttp import web

BEGAN = time.monotonic()
SECONDS = 0.1
TURNS = web.AppKey("turns", anyio.Semaphore)


def settings():
    """Read what is set, or say what is wrong with it."""
    try:
        name, turns = os.environ["SHOP_NAME"], os.environ.get("SHOP_TURNS", "3")
    except KeyError:
        sys.exit("SHOP_NAME is missing: the name of the shop")
    if not (turns.isascii() and turns.isdigit() and len(turns) < 4 and 1 <= int(turns) <= 100):
        sys.exit(f"SHOP_TURNS is {turns!r}: a number from 1 to 100, so many reports are made at a time")
    return name, int(turns)


NAME, AT_A_TIME = settings()


@web.middleware
async def with_headers(request, handler):
    """Give each answer the usual headers, an error as well."""
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        response = web.json_response({"detail": refused.reason}, status=refused.status)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


async def home(_request):
    """Say whose shop it is."""
    return web.json_response({"shop": NAME})


async def report(request):
    """Make a report, once it is its turn."""
    async with request.app[TURNS]:
        await asyncio.sleep(SECONDS)
    return web.json_response({"report": request.match_info["name"], "orders": 2})


async def healthz(_request):
    """Live."""
    return web.json_response({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return web.json_response({"version": version("anyio"), "uptime_seconds": time.monotonic() - BEGAN})


async def made():
    """Make the application in its own loop."""
    app = web.Application(middlewares=[with_headers])
    app[TURNS] = anyio.Semaphore(AT_A_TIME)
    app.add_routes([
        web.get("/", home), web.get("/reports/{name}", report),
        web.get("/healthz", healthz), web.get("/version", stated),
    ])  # fmt: skip
    return app


web.run_app(
    made(), host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None, handler_cancellation=True
)
