"""Files of a folder, served by starlette; the folder beside it is nobody's business."""

import sys
import time
from importlib.metadata import version
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

BEGAN = time.monotonic()


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("starlette"), "uptime_seconds": time.monotonic() - BEGAN})


def laid(work):
    """Lay both folders, each with a file."""
    for name in ("static", "static-private"):
        (work / name).mkdir(exist_ok=True)
        (work / name / "note.txt").write_text(f"of {name}\n")
    return work / "static"


static = StaticFiles(directory=laid(Path(sys.argv[2])))
routes = [Route("/healthz", healthz), Route("/version", stated), Mount("/static", static)]
uvicorn.run(
    Starlette(routes=routes),
    host="127.0.0.1",
    port=int(sys.argv[1]),
    log_level="warning",
    server_header=False,
)
