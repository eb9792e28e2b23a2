"""A shop by Starlette whose orders are mounted; it counts what has a route."""

import sys
import time
from importlib.metadata import version

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette_exporter import PrometheusMiddleware, handle_metrics

BEGAN = time.monotonic()


async def home(_request):
    """Say that it is open."""
    return JSONResponse({"shop": "open"})


async def orders(_request):
    """Say how many there are."""
    return JSONResponse({"orders": 2})


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    product = version("starlette-exporter")
    return JSONResponse({"version": product, "uptime_seconds": time.monotonic() - BEGAN})


app = Starlette(
    routes=[
        Route("/", home),
        Mount("/shop", routes=[Route("/orders", orders)]),
        Route("/healthz", healthz),
        Route("/version", stated),
        Route("/metrics", handle_metrics),
    ],
    middleware=[Middleware(PrometheusMiddleware, filter_unhandled_paths=True)],
)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
