"""What counts the bytes of a body, read by h11 behind uvicorn."""

import json
import sys
import time
from importlib.metadata import version

import uvicorn

BEGAN = time.monotonic()


async def _size(receive):
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    return size


async def app(scope, receive, send):
    """Answer one request."""
    now = {"version": version("h11"), "uptime_seconds": time.monotonic() - BEGAN}
    pages = {"/healthz": {"status": "pass"}, "/version": now}
    if scope["path"] == "/count":
        pages["/count"] = {"bytes": await _size(receive)}
    found = pages.get(scope["path"])
    headers = [(b"content-type", b"application/json")]
    if {b"content-length", b"transfer-encoding"} <= {name for name, _ in scope["headers"]}:
        headers.append((b"connection", b"close"))  # no release of h11 says so itself
    await send({"type": "http.response.start", "status": 200 if found else 404, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(found or {"detail": "not found"}).encode()})


serving = {"http": "h11", "lifespan": "off", "server_header": False, "log_level": "warning"}
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), **serving)
