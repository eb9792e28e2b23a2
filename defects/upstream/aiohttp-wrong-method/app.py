"""A shop with a middleware: it takes orders, and refuses whoever asks for them by GET."""

import sys
import time
from importlib.metadata import version

from aiohttp import web

BEGAN = time.monotonic()


@web.middleware
async def private(request, handler):
    """Let nobody keep an answer."""
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        response = web.json_response({"detail": refused.reason}, status=refused.status)
    response.headers.update({"Cache-Control": "no-store", "Server": "shop"})
    return response


async def order(request):
    """Take an order."""
    return web.json_response({"bytes": len(await request.read())}, status=201)


async def healthz(_request):
    """Live."""
    return web.json_response({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    now = {"version": version("aiohttp"), "uptime_seconds": time.monotonic() - BEGAN}
    return web.json_response(now)


app = web.Application(middlewares=[private])
app.add_routes([web.post("/orders", order), web.get("/healthz", healthz), web.get("/version", stated)])
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
