"""Files of one folder, served by sanic, and another folder beside it."""

import sys
import time
from importlib.metadata import version
from pathlib import Path

from sanic import Sanic
from sanic.exceptions import NotFound
from sanic.response import json

BEGAN = time.monotonic()
work = Path(sys.argv[2])
for folder in ("static", "static-private"):
    (work / folder).mkdir(exist_ok=True)
    (work / folder / "note.txt").write_text(f"of {folder}\n")
app = Sanic("files", configure_logging=False)
app.static("/static", str(work / "static"))


@app.get("/healthz")
async def healthz(request):
    """Live."""
    return json({"status": "pass"})


@app.get("/version")
async def stated(request):
    """Say what serves, and for how long it has."""
    return json({"version": version("sanic"), "uptime_seconds": time.monotonic() - BEGAN})


@app.exception(NotFound)
async def missing(request, error):
    """Say no more than that."""
    return json({"detail": "not found"}, status=404)


if __name__ == "__main__":
    one = {"single_process": True} if version("sanic") >= "22.9" else {}
    app.run(host="127.0.0.1", port=int(sys.argv[1]), motd=False, access_log=False, **one)
