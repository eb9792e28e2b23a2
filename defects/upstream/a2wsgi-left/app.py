"""A WSGI shop whose report takes a moment, served as ASGI by a2wsgi, forty requests at a time."""

import json
import sys
import time
from importlib.metadata import version

import uvicorn
from a2wsgi import WSGIMiddleware

BEGAN = time.monotonic()
SECONDS, AT_A_TIME = 0.1, 40


def shop(environ, start_response):
    """Answer what is asked for."""
    now = {"version": version("a2wsgi"), "uptime_seconds": time.monotonic() - BEGAN}
    path = environ["PATH_INFO"]
    if path == "/report":
        time.sleep(SECONDS)
    found = {"/healthz": {"status": "pass"}, "/version": now, "/report": {"sold": 7}}.get(path)
    body = json.dumps(found or {"detail": "not found"}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK" if found else "404 Not Found", headers)
    return [body]


app = WSGIMiddleware(shop)
uvicorn.run(
    app,
    host="127.0.0.1",
    port=int(sys.argv[1]),
    lifespan="off",
    limit_concurrency=AT_A_TIME,
    log_level="warning",
    server_header=False,
)
