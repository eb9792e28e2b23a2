"""Tokens that authlib signs with a private key and verifies with the public one."""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

from authlib.jose import JsonWebKey, jwt
from authlib.jose.errors import JoseError
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import rsa

BEGAN = time.monotonic()
KEY = rsa.generate_private_key(65537, 2048)
PRIVATE = KEY.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
PUBLIC = KEY.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
JWK = JsonWebKey.import_key(PUBLIC, {"kty": "RSA"}).as_dict() | {"use": "sig", "alg": "RS256"}


def token():
    """Sign one for five minutes."""
    claims = {"sub": "ada", "exp": int(time.time()) + 300}
    return jwt.encode({"alg": "RS256", "kid": JWK["kid"]}, claims, PRIVATE).decode()


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
        pages = {
            "/healthz": {"status": "pass"},
            "/version": {"version": version("authlib"), "uptime_seconds": time.monotonic() - BEGAN},
            "/keys": {"keys": [JWK]},
        }
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
        try:
            claims = jwt.decode((self.headers["Authorization"] or "").removeprefix("Bearer "), PUBLIC)
            claims.validate()
        except (JoseError, ValueError):
            return None
        return claims

    def answer(self, status, told):
        """Send JSON."""
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
