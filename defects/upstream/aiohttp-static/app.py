"""Files of a folder, served by aiohttp, which may follow links in it."""

import sys
import time
from importlib.metadata import version
from pathlib import Path

from aiohttp import web

BEGAN = time.monotonic()


async def healthz(_request):
    """Live."""
    return web.json_response({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return web.json_response({"version": version("aiohttp"), "uptime_seconds": time.monotonic() - BEGAN})


async def quiet(_request, response):
    """Tell nobody the version."""
    response.headers["Server"] = "files"


work = Path(sys.argv[2])
(work / "static").mkdir(exist_ok=True)
(work / "static" / "note.json").write_text('{"of": "static"}\n')
(work / "secret.txt").write_text("of nobody else\n")
app = web.Application()
app.on_response_prepare.append(quiet)
app.add_routes([web.get("/healthz", healthz), web.get("/version", stated)])
app.router.add_static("/static", work / "static", follow_symlinks=True)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
