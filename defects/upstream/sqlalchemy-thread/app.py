"""A shop that keeps its prices in SQLite, by the asynchronous engine of SQLAlchemy."""

import sys
import time
from importlib.metadata import version

from aiohttp import web
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

BEGAN = time.monotonic()
engine = create_async_engine(f"sqlite+aiosqlite:///{sys.argv[2]}/shop.db")


async def price(_request):
    """Ask the database for the one price."""
    async with engine.connect() as connection:
        found = (await connection.execute(text("SELECT 7"))).scalar_one()
    return web.json_response({"price": found})


async def healthz(_request):
    """Live."""
    return web.json_response({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    now = {"version": version("sqlalchemy"), "uptime_seconds": time.monotonic() - BEGAN}
    return web.json_response(now)


async def unnamed(_request, response):
    """Tell nobody the version of the server."""
    response.headers["Server"] = "shop"


app = web.Application()
app.add_routes([web.get("/price", price), web.get("/healthz", healthz), web.get("/version", stated)])
app.on_response_prepare.append(unnamed)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
