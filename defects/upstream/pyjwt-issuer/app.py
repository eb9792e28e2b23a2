"""Tokens that PyJWT signs and verifies, each with its issuer."""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import jwt

BEGAN = time.monotonic()
SECRET = os.environ["SECRET"]
ISSUER = "https://shop.example"


def token():
    """Sign one for five minutes."""
    now = int(time.time())
    return jwt.encode({"sub": "ada", "iss": ISSUER, "iat": now, "exp": now + 300}, SECRET, "HS256")


class Handler(BaseHTTPRequestHandler):
    """Gives a token out, and opens one page to it."""

    protocol_version = "HTTP/1.1"

    def version_string(self):
        """Tell nobody the version of Python."""
        return "tokens"

    def log_message(self, *_):
        """Keep quiet."""

    def do_GET(self):
        """Answer what is open, and the page that is not."""
        now = {"version": version("pyjwt"), "uptime_seconds": time.monotonic() - BEGAN}
        pages = {"/healthz": {"status": "pass"}, "/version": now}
        if self.path in pages:
            self.answer(200, pages[self.path])
        elif self.path != "/me":
            self.answer(404, {"detail": "not found"})
        elif claims := self.claims():
            self.answer(200, {"user": claims["sub"]})
        else:
            self.answer(401, {"detail": "no valid token"})

    def do_POST(self):
        """Give out a token."""
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        found = self.path == "/token"
        self.answer(*((200, {"access_token": token()}) if found else (404, {"detail": "not found"})))

    def claims(self):
        """Return the claims of a valid token, None for any other."""
        said = (self.headers["Authorization"] or "").removeprefix("Bearer ")
        try:
            return jwt.decode(said, SECRET, algorithms=["HS256"], issuer=ISSUER)
        except jwt.InvalidTokenError:
            return None

    def answer(self, status, told):
        """Send JSON."""
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
