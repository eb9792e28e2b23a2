"""A shop whose settings click reads from variables."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import click

BEGAN = time.monotonic()
ROOM = 8


class Shop(BaseHTTPRequestHandler):
    """Answer what is asked for by GET."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "shop", ""
    timeout = 20

    def do_GET(self):
        """Answer one."""
        pages = {
            "/": lambda: {"shop": "open", "preview": self.server.preview, "room": self.server.room},
            "/healthz": lambda: {"status": "pass"},
            "/version": lambda: {"version": version("click"), "uptime_seconds": time.monotonic() - BEGAN},
        }
        page = pages.get(self.path)
        self._answer(200 if page else 404, page() if page else {"detail": "not found"})

    def send_error(self, code, message=None, explain=None):
        """Tell an error in JSON."""
        self.close_connection = True
        self._answer(code, {"detail": "refused"})

    def log_message(self, *_words):
        """Log no request."""

    def _answer(self, status, told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Serve many at once."""

    request_queue_size = 128
    daemon_threads = True


@click.command()
@click.argument("port", type=int)
@click.option("--preview/--no-preview", envvar="SHOP_PREVIEW", show_envvar=True, help="Show what is to come.")
@click.option("--room", envvar="SHOP_ROOM", show_envvar=True, type=click.IntRange(1, 100), default=ROOM)
def main(port, preview, room):
    """Serve."""
    server = Server(("127.0.0.1", port), Shop)
    server.preview, server.room = preview, room
    server.serve_forever()


main()
