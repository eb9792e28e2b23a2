"""A shop by aiohttp whose search is filtered by colours; headers and queries are multidict's."""

import sys
import time
from importlib.metadata import version

from aiohttp import web
from multidict import CIMultiDict, MultiDict

BEGAN = time.monotonic()
USUAL = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


@web.middleware
async def with_headers(request, handler):
    """Give each answer the usual headers, an error as well."""
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        response = web.json_response({"detail": refused.reason}, status=refused.status)
    headers = CIMultiDict(USUAL)
    if "Accept-Language" in request.headers:
        headers["Vary"] = "Accept-Language"
    response.headers.update(headers)
    return response


async def home(_request):
    """Say that it is open."""
    return web.json_response({"shop": "open"})


async def search(request):
    """Find things by colour, page by page, and say where the next page is."""
    page = request.query.get("page", "1")
    if not (page.isascii() and page.isdigit() and len(page) < 9):
        raise web.HTTPBadRequest(reason="page is a number")
    colours = request.query.getall("colour", [])[:20]
    further = MultiDict(request.query)
    further["page"] = str(int(page) + 1)
    following = request.rel_url.with_query(further)
    return web.json_response({"colours": colours, "page": int(page), "next": str(following)})


async def healthz(_request):
    """Live."""
    return web.json_response({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return web.json_response({"version": version("multidict"), "uptime_seconds": time.monotonic() - BEGAN})


app = web.Application(middlewares=[with_headers])
app.add_routes(
    [
        web.get("/", home),
        web.get("/search", search),
        web.get("/healthz", healthz),
        web.get("/version", stated),
    ]
)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
