"""A shop that looks its prices up, which takes a moment, and remembers some of them for a minute."""

import asyncio
import sys
import time
from importlib.metadata import version

import uvicorn
from async_lru import alru_cache
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
SECONDS = 0.1


@alru_cache(maxsize=16, ttl=60)
async def looked_up(name):
    """Find a price where it takes time to find one."""
    await asyncio.sleep(SECONDS)
    return len(name)


async def price(request):
    """Tell a price."""
    name = request.path_params["name"]
    return JSONResponse({"name": name, "price": await looked_up(name)})


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("async-lru"), "uptime_seconds": time.monotonic() - BEGAN})


routes = [Route("/prices/{name}", price), Route("/healthz", healthz), Route("/version", stated)]
app = Starlette(routes=routes)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
