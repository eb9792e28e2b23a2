"""A greeting by granian, over HTTP and over a WebSocket."""

import json
import sys
import time
from importlib.metadata import version

BEGAN = time.monotonic()


def said(path):
    """Return what stands at a path, None for nothing."""
    now = {"version": version("granian"), "uptime_seconds": time.monotonic() - BEGAN}
    return {"/": {"greeting": "hello"}, "/healthz": {"status": "pass"}, "/version": now}.get(path)


async def app(scope, receive, send):
    """Answer one request, or take one socket."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "hello"})
    elif scope["type"] == "http":
        found = said(scope["path"])
        body = json.dumps(found or {"detail": "not found"}).encode()
        head = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200 if found else 404, "headers": head})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    from granian import Granian

    Granian(
        "app:app", address="127.0.0.1", port=int(sys.argv[1]), interface="asgi", workers=1, log_enabled=False
    ).serve()
