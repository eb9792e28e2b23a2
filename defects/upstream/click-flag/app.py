"""A shop whose settings click reads from variables."""

import time
from importlib.metadata import version

import click
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()
ROOM = 8


async def home(request):
    """Say that it is open, and what it was told."""
    told = request.app.state
    return JSONResponse({"shop": "open", "preview": told.preview, "room": told.room})


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("click"), "uptime_seconds": time.monotonic() - BEGAN})


async def refused(_request, error):
    """Tell an error in JSON."""
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


@click.command()
@click.argument("port", type=int)
@click.option("--preview/--no-preview", envvar="SHOP_PREVIEW", show_envvar=True, help="Show what is to come.")
@click.option("--room", envvar="SHOP_ROOM", show_envvar=True, type=click.IntRange(1, 100), default=ROOM)
def main(port, preview, room):
    """Serve."""
    routes = [Route("/", home), Route("/healthz", healthz), Route("/version", stated)]
    app = Starlette(routes=routes, exception_handlers={HTTPException: refused})
    app.state.preview, app.state.room = preview, room
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, server_header=False)


main()
