"""A shop that asks another service for its prices, by a pool of a few connections."""

import asyncio
import contextlib
import sys
import time
from importlib.metadata import version

import anyio
import httpcore
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
SECONDS = 0.03
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n7"


async def prices(reader, writer):
    """Be the other service: each price is 7, and takes a moment."""
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while await reader.readuntil(b"\r\n\r\n"):
            await asyncio.sleep(SECONDS)
            writer.write(ANSWER)
    writer.close()


@contextlib.asynccontextmanager
async def life(application):
    """Have the other service, and a pool for it."""
    server = await asyncio.start_server(prices, "127.0.0.1", 0)
    application.state.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    application.state.pool = httpcore.AsyncConnectionPool(max_connections=4)
    yield
    server.close()


async def gone(request, scope):
    """Cancel what is done for a client when it has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


async def price(request):
    """Ask for a price, unless the client leaves first: cancelled as the framework cancels, by a scope."""
    state, found = request.app.state, None
    timeout = {"pool": 2.0, "connect": 2.0, "read": 2.0, "write": 2.0}
    async with anyio.create_task_group() as group:
        group.start_soon(gone, request, group.cancel_scope)
        with contextlib.suppress(httpcore.PoolTimeout, httpcore.ReadTimeout):
            found = await state.pool.request("GET", state.url, extensions={"timeout": timeout})
        group.cancel_scope.cancel()
    if found is None:
        return JSONResponse({"detail": "no price"}, 503)
    return JSONResponse({"price": found.content.decode()})


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("httpcore"), "uptime_seconds": time.monotonic() - BEGAN})


routes = [Route("/price", price), Route("/healthz", healthz), Route("/version", stated)]
app = Starlette(routes=routes, lifespan=life)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
