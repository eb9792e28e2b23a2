"""A shop by Flask that counts its requests; one of its pages is broken."""

import sys
import time
from importlib.metadata import version

from flask import Flask
from prometheus_flask_exporter import PrometheusMetrics
from werkzeug.serving import WSGIRequestHandler

BEGAN = time.monotonic()
app = Flask(__name__)
PrometheusMetrics(app, group_by="url_rule")


@app.route("/orders")
def orders():
    """Say how many there are."""
    return {"orders": 2}


@app.route("/invoices")
def invoices():
    """Fail, as it always does."""
    raise RuntimeError("no invoices")


@app.route("/healthz")
def healthz():
    """Live."""
    return {"status": "pass"}


@app.route("/version")
def stated():
    """Say what serves, and for how long it has."""
    product = version("prometheus-flask-exporter")
    return {"version": product, "uptime_seconds": time.monotonic() - BEGAN}


class Quiet(WSGIRequestHandler):
    """Tells nobody the version of Python."""

    def version_string(self):
        """Say a name alone."""
        return "shop"


app.run("127.0.0.1", int(sys.argv[1]), request_handler=Quiet, threaded=True)
