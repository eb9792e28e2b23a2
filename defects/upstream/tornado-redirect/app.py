"""Files of a folder, served by tornado at its root."""

import asyncio
import sys
import time
from importlib.metadata import version
from pathlib import Path

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


class Files(Page, tornado.web.StaticFileHandler):
    """Files."""


async def main():
    """Lay a folder and a file, and serve both."""
    work = Path(sys.argv[2])
    (work / "folder").mkdir(exist_ok=True)
    (work / "index.html").write_text("<!doctype html><title>home</title>\n")
    (work / "note.json").write_text('{"note": 1}\n')
    files = (r"/+(.*)", Files, {"path": str(work), "default_filename": "index.html"})
    app = tornado.web.Application([("/healthz", Healthz), ("/version", Version), files])
    app.listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
