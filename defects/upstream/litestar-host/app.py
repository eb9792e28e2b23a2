"""A shop by litestar that is asked by its own names alone."""

import sys
import time
from importlib.metadata import version

import uvicorn
from litestar import Litestar, get
from litestar.config.allowed_hosts import AllowedHostsConfig

BEGAN = time.monotonic()
PORT = int(sys.argv[1])


@get("/")
async def home() -> dict[str, str]:
    """Say whose shop it is."""
    return {"shop": "open"}


@get("/healthz")
async def healthz() -> dict[str, str]:
    """Live."""
    return {"status": "pass"}


@get("/version")
async def stated() -> dict[str, str | float]:
    """Say what serves, and for how long it has."""
    return {"version": version("litestar"), "uptime_seconds": time.monotonic() - BEGAN}


app = Litestar(
    [home, healthz, stated],
    # with the port as well: of late it counts
    allowed_hosts=AllowedHostsConfig(allowed_hosts=["127.0.0.1", f"127.0.0.1:{PORT}", "shop.example"]),
    openapi_config=None,
)
uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning", server_header=False)
