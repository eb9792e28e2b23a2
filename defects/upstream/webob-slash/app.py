"""A shop by WebOb; a page that is asked for with a slash at its end is elsewhere."""

import os
import sys
import time
from importlib.metadata import version

import uvicorn
from a2wsgi import WSGIMiddleware
from webob import Response, exc
from webob.dec import wsgify

BEGAN = time.monotonic()
try:
    NAME = os.environ["SHOP_NAME"]
except KeyError:
    sys.exit("SHOP_NAME is missing: the name of the shop")


def stated():
    """Say what serves, and for how long it has."""
    return {"version": version("webob"), "uptime_seconds": time.monotonic() - BEGAN}


PAGES = {
    "/": lambda: {"shop": NAME},
    "/orders": lambda: {"orders": 2},
    "/healthz": lambda: {"status": "pass"},
    "/version": stated,
}


def answered(request):
    """Find the page."""
    try:
        path = request.path_info
    except UnicodeDecodeError:
        path = ""
    if not path.startswith("/"):  # what a proxy is asked for
        return Response(status=400, json_body={"detail": "no path"})
    if path != "/" and path.endswith("/"):
        return Response(status=301, location=request.path.rstrip("/") or "/", json_body={"detail": "moved"})
    if path not in PAGES:
        return Response(status=404, json_body={"detail": "not found"})
    if request.method not in ("GET", "HEAD"):
        return Response(status=405, json_body={"detail": "read it"}, headerlist=[
            ("Content-Type", "application/json"), ("Allow", "GET, HEAD"),
        ])  # fmt: skip
    return Response(json_body=PAGES[path]())


@wsgify
def app(request):
    """Answer, with the usual headers."""
    try:
        response = answered(request)
    except exc.HTTPException as refused:
        response = refused
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


uvicorn.run(
    WSGIMiddleware(app), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", server_header=False
)
