"""A shop that two workers of uvicorn serve."""

import json
import sys
import time
from importlib.metadata import version

import uvicorn

BEGAN = time.monotonic()


async def app(scope, receive, send):
    """Answer one request."""
    if scope["type"] == "lifespan":
        while True:
            part = (await receive())["type"].removeprefix("lifespan.")
            await send({"type": f"lifespan.{part}.complete"})
            if part == "shutdown":
                return
    now = {"version": version("uvicorn"), "uptime_seconds": time.monotonic() - BEGAN}
    found = {"/": {"shop": "open"}, "/healthz": {"status": "pass"}, "/version": now}.get(scope["path"])
    kind = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200 if found else 404, "headers": kind})
    await send({"type": "http.response.body", "body": json.dumps(found or {"detail": "not found"}).encode()})


if __name__ == "__main__":
    port = int(sys.argv[1])
    names = [("Server", "shop")]  # and no version
    uvicorn.run("app:app", host="127.0.0.1", port=port, workers=2, log_level="warning", headers=names)
