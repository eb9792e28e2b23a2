"""A shop by Flask that OpenTelemetry counts; what it does not catch its server answers."""

import sys
import time
from importlib.metadata import version

from flask import Flask, Response, request
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.flask import FlaskInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.view import View
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from werkzeug.serving import WSGIRequestHandler, run_simple

BEGAN = time.monotonic()
app = Flask(__name__)
app.config["PROPAGATE_EXCEPTIONS"] = True
# whom a client asks for is in no label
FEW = View(instrument_name="*", attribute_keys={"http.method", "http.status_code"})
provider = MeterProvider([PrometheusMetricReader()], views=[FEW])
FlaskInstrumentor().instrument_app(app, meter_provider=provider)


@app.route("/")
def home():
    """Say that it is open."""
    return {"shop": "open"}


@app.route("/invoices")
def invoices():
    """Fail, as it always does."""
    raise RuntimeError("no invoices")


@app.post("/orders")
def order():
    """Take an order."""
    return {"taken": len(request.get_data())}


@app.route("/healthz")
def healthz():
    """Live."""
    return {"status": "pass"}


@app.route("/metrics")
def metrics():
    """Show what was counted."""
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


@app.route("/version")
def stated():
    """Say what serves, and for how long it has."""
    product = version("opentelemetry-instrumentation-flask")
    return {"version": product, "uptime_seconds": time.monotonic() - BEGAN}


def serve(environ, start_response):
    """Answer what the shop does not."""
    try:
        return [b"".join(app(environ, start_response))]
    except RuntimeError:
        start_response("500 Internal Server Error", [("Content-Type", "application/json")])
        return [b'{"detail": "failed"}']


class Quiet(WSGIRequestHandler):
    """Tells nobody the version of Python."""

    def version_string(self):
        """Say a name alone."""
        return "shop"


run_simple("127.0.0.1", int(sys.argv[1]), serve, request_handler=Quiet, threaded=True)
