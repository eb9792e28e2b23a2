"""What counts the bytes of a body, by twisted's own server."""

import json
import sys
import time
from importlib.metadata import version

from twisted.internet import reactor
from twisted.web import resource, server

BEGAN = time.monotonic()
server.version = b"counter"  # and no version


class Pages(resource.Resource):
    """Every page there is."""

    isLeaf = True  # noqa: N815 - so it is called

    def render(self, request):
        """Answer one request."""
        now = {"version": version("twisted"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {b"/healthz": {"status": "pass"}, b"/version": now}
        if request.path == b"/count":
            pages[b"/count"] = {"bytes": len(request.content.read())}
        found = pages.get(request.path)
        request.setResponseCode(200 if found else 404)
        request.setHeader("Content-Type", "application/json")
        return json.dumps(found or {"detail": "not found"}).encode()


reactor.listenTCP(int(sys.argv[1]), server.Site(Pages()), interface="127.0.0.1")
reactor.run()
