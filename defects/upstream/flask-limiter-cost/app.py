"""A shop in which a wrong password costs three points of ten, by Flask-Limiter."""

import sys
import time
from importlib.metadata import version

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.serving import WSGIRequestHandler, make_server

BEGAN = time.monotonic()
app = Flask("shop")
limiter = Limiter(get_remote_address, app=app, strategy="moving-window", storage_uri="memory://")


def failed(response):
    """Tell what is counted: a sign-in that failed."""
    return response.status_code == 401


@app.post("/sign-in")
@limiter.limit("10/minute", cost=3, deduct_when=failed)
def sign_in():
    """Let one person in."""
    right = (request.form.get("user"), request.form.get("password")) == ("ada", "difference")
    return ({"signed_in": True}, 200) if right else ({"detail": "wrong"}, 401)


@app.errorhandler(429)
def refused(_error):
    """Say that it was too often."""
    return {"detail": "too often"}, 429


@app.get("/healthz")
def healthz():
    """Live."""
    return {"status": "pass"}


@app.get("/version")
def stated():
    """Say what serves, and for how long it has."""
    return {"version": version("flask-limiter"), "uptime_seconds": time.monotonic() - BEGAN}


class Quiet(WSGIRequestHandler):
    """Tells nobody its version, and logs nothing."""

    def version_string(self):
        """Be the shop."""
        return "shop"

    def log_request(self, *_):
        """Keep quiet."""


make_server("127.0.0.1", int(sys.argv[1]), app, threaded=True, request_handler=Quiet).serve_forever()
