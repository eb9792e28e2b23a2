"""A page by tornado that counts the cookies it is sent."""

import asyncio
import sys
import time
from importlib.metadata import version

import tornado.web

BEGAN = time.monotonic()


class Page(tornado.web.RequestHandler):
    """Tells nobody the version of its server."""

    def set_default_headers(self):
        """Leave the header out."""
        self.clear_header("Server")


class Healthz(Page):
    """Live."""

    def get(self):
        """Say so."""
        self.write({"status": "pass"})


class Version(Page):
    """What serves, and for how long it has."""

    def get(self):
        """Say both."""
        self.write({"version": version("tornado"), "uptime_seconds": time.monotonic() - BEGAN})


class Cookies(Page):
    """How many cookies came."""

    def get(self):
        """Count them."""
        self.write({"cookies": len(self.cookies)})


class NotFound(Page):
    """Nothing."""

    def prepare(self):
        """Say so."""
        self.set_status(404)
        self.finish({"detail": "not found"})


async def main():
    """Serve all of it."""
    pages = [("/", Cookies), ("/healthz", Healthz), ("/version", Version)]
    app = tornado.web.Application(pages, default_handler_class=NotFound)
    app.listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
