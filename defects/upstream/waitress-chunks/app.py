"""What counts the bytes of a body, served by waitress."""

import json
import sys
import time
from importlib.metadata import version

import waitress

BEGAN = time.monotonic()


def app(environ, start):
    """Answer one request."""
    now = {"version": version("waitress"), "uptime_seconds": time.monotonic() - BEGAN}
    body = {"bytes": len(environ["wsgi.input"].read())}
    pages = {"/count": body, "/healthz": {"status": "pass"}, "/version": now}
    found = pages.get(environ["PATH_INFO"])
    start("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


waitress.serve(app, listen=f"127.0.0.1:{sys.argv[1]}", ident="counting", _quiet=True)
