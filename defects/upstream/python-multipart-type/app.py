"""Notes by a form, read by python-multipart."""

import sys
import time
from importlib.metadata import version

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

BEGAN = time.monotonic()


async def note(request):
    """Take a note."""
    form = await request.form()
    return JSONResponse({"fields": len(form)}, 201)


async def healthz(_request):
    """Live."""
    return JSONResponse({"status": "pass"})


async def stated(_request):
    """Say what serves, and for how long it has."""
    return JSONResponse({"version": version("python-multipart"), "uptime_seconds": time.monotonic() - BEGAN})


routes = [Route("/notes", note, methods=["POST"]), Route("/healthz", healthz), Route("/version", stated)]
app = Starlette(routes=routes)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False)
