"""Files of a form, taken by werkzeug."""

import json
import sys
import time
from importlib.metadata import version

from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, run_simple
from werkzeug.wrappers import Request, Response

BEGAN = time.monotonic()


def answer(request):
    """Return what a page says, and its status."""
    now = {"version": version("werkzeug"), "uptime_seconds": time.monotonic() - BEGAN}
    pages = {"/healthz": {"status": "pass"}, "/version": now}
    if request.path == "/upload" and request.method == "POST":
        return {"files": len(request.files.getlist("photo"))}, 201
    found = pages.get(request.path)
    return (found, 200) if found else ({"detail": "not found"}, 404)


@Request.application
def app(request):
    """Answer one request."""
    try:
        told, status = answer(request)
    except HTTPException as refused:
        told, status = {"detail": refused.name}, refused.code
    return Response(json.dumps(told), status, content_type="application/json")


class Quiet(WSGIRequestHandler):
    """Writes no line for a request, and tells nobody the version of Python."""

    def version_string(self):
        """Say a name alone."""
        return "uploads"

    def log(self, *_):
        """Keep quiet."""


run_simple("127.0.0.1", int(sys.argv[1]), app, threaded=True, request_handler=Quiet)
