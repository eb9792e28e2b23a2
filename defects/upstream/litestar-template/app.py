"""A shop by litestar that counts requests by their path's template."""

import sys
import time
from importlib.metadata import version

import uvicorn
from litestar import Litestar, get

try:
    from litestar.plugins.prometheus import PrometheusConfig, PrometheusController
except ImportError:
    from litestar.contrib.prometheus import PrometheusConfig, PrometheusController

BEGAN = time.monotonic()


@get("/orders")
async def orders() -> dict[str, int]:
    """Say how many there are."""
    return {"orders": 2}


@get("/orders/{number:int}")
async def order(number: int) -> dict[str, int]:
    """Say which one it is."""
    return {"order": number}


@get("/healthz")
async def healthz() -> dict[str, str]:
    """Live."""
    return {"status": "pass"}


@get("/version")
async def stated() -> dict[str, str | float]:
    """Say what serves, and for how long it has."""
    return {"version": version("litestar"), "uptime_seconds": time.monotonic() - BEGAN}


app = Litestar(
    [orders, order, healthz, stated, PrometheusController],
    middleware=[PrometheusConfig(group_path=True).middleware],
    openapi_config=None,
)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
