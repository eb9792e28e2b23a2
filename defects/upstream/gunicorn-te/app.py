"""What counts the bytes of a body, behind gunicorn."""

import json
import sys
import time
from importlib.metadata import version

BEGAN = time.monotonic()


def app(environ, start):
    """Answer one request."""
    now = {"version": version("gunicorn"), "uptime_seconds": time.monotonic() - BEGAN}
    pages = {"/healthz": {"status": "pass"}, "/version": now}
    if environ["PATH_INFO"] == "/count":
        pages["/count"] = {"bytes": len(environ["wsgi.input"].read())}
    found = pages.get(environ["PATH_INFO"])
    start("200 OK" if found else "404 Not Found", [("Content-Type", "application/json")])
    return [json.dumps(found or {"detail": "not found"}).encode()]


if __name__ == "__main__":
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "-k", "gthread", "--threads", "4", "-b", f"127.0.0.1:{sys.argv[1]}", "app:app"]
    run()
