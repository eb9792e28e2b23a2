"""A shop by Flask whose answers the pages of one other host may read."""

import sys
import time
from importlib.metadata import version

from flask import Flask
from flask_cors import CORS
from werkzeug.serving import WSGIRequestHandler

BEGAN = time.monotonic()
app = Flask(__name__)
CORS(app, origins=["https://shop.example"])


@app.get("/")
def home():
    """Say that it is open."""
    return {"shop": "open"}


@app.get("/healthz")
def healthz():
    """Live."""
    return {"status": "pass"}


@app.get("/version")
def stated():
    """Say what serves, and for how long it has."""
    return {"version": version("flask-cors"), "uptime_seconds": time.monotonic() - BEGAN}


class Quiet(WSGIRequestHandler):
    """Tells nobody the version of Python."""

    def version_string(self):
        """Say a name alone."""
        return "shop"


app.run("127.0.0.1", int(sys.argv[1]), request_handler=Quiet)
