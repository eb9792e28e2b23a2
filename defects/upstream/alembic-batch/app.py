"""A shop that migrates its database by alembic before it serves, and is ready if that was done."""

import logging
import sqlite3
import sys
import time
from importlib.metadata import version
from pathlib import Path

import uvicorn
from alembic import command
from alembic.config import Config
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

log = logging.getLogger("shop")
BEGAN = time.monotonic()
NEWEST = "0002"
DATABASE = Path(sys.argv[2]) / "shop.db"


def migrate():
    """Bring the database to the newest revision."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{DATABASE}")
    command.upgrade(config, "head")


def revision():
    """Tell the database's revision, or none."""
    try:
        with sqlite3.connect(DATABASE) as connection:
            return connection.execute("select version_num from alembic_version").fetchone()[0]
    except (sqlite3.Error, TypeError):
        return None


async def home(_request):
    """Say that it is open."""
    return JSONResponse({"shop": "open"})


async def ready(_request):
    """Say whether its database is what it needs."""
    good = revision() == NEWEST
    return JSONResponse({"status": "pass" if good else "fail"}, 200 if good else 503)


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("alembic"), "uptime_seconds": time.monotonic() - BEGAN})


async def refused(_request, error):
    """Tell an error in JSON."""
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


try:
    migrate()
except Exception:
    log.exception("the database could not be migrated")
routes = [
    Route("/", home),
    Route("/ready", ready),
    Route("/healthz", healthz),
    Route("/version", stated),
]
uvicorn.run(
    Starlette(routes=routes, exception_handlers={HTTPException: refused}),
    host="127.0.0.1", port=int(sys.argv[1]), access_log=False, server_header=False,
)  # fmt: skip
