"""A shop that keeps its prices in a store, which speaks as Redis does and takes a moment."""

import asyncio
import contextlib
import sys
import time
from importlib.metadata import version

import uvicorn
from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
SECONDS = 0.03


async def store(reader, writer):
    """Answer each command with the last word of it: the price of `pen` is `pen`."""
    while head := await reader.readline():
        words = []
        for _ in range(int(head[1:])):
            size = int((await reader.readline())[1:])
            words.append((await reader.readexactly(size + 2))[:-2])
        await asyncio.sleep(SECONDS)
        writer.write(b"$%d\r\n%s\r\n" % (len(words[-1]), words[-1]))


@contextlib.asynccontextmanager
async def life(application):
    """Have the store, and a client of it with one connection."""
    server = await asyncio.start_server(store, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    application.state.prices = Redis(port=port, single_connection_client=True)
    application.state.turn = asyncio.Lock()
    yield
    server.close()


async def ended(request):
    """Come back when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def found_at(state, name):
    """Ask the store, one after the other."""
    async with state.turn:
        return await state.prices.get(name)


async def price(request):
    """Ask for a price, unless the client leaves first."""
    name = request.path_params["name"]
    asked = asyncio.create_task(found_at(request.app.state, name))
    left = asyncio.create_task(ended(request))
    await asyncio.wait((asked, left), return_when=asyncio.FIRST_COMPLETED)
    left.cancel()
    if not asked.done():
        asked.cancel()
    found = (await asyncio.gather(asked, return_exceptions=True))[0]
    right = found == name.encode()
    return JSONResponse({"price": name} if right else {"detail": "another price"}, 200 if right else 500)


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("redis"), "uptime_seconds": time.monotonic() - BEGAN})


routes = [Route("/prices/{name}", price), Route("/healthz", healthz), Route("/version", stated)]
app = Starlette(routes=routes, lifespan=life)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
