"""Prometheus metrics of all the workers of one container."""

import os
import time

from flask import Blueprint, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from shelf import health

# Metrics write into files from the moment they are made.
os.makedirs(os.environ.get("PROMETHEUS_MULTIPROC_DIR") or ".", exist_ok=True)

REQUESTS = Counter("http_requests_total", "Requests that were answered.", ["method", "route", "status"])
DURATIONS = Histogram(
    "http_request_duration_seconds",
    "Time from the first byte to the answer.",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
IN_FLIGHT = Gauge("http_requests_in_flight", "Requests being answered.", multiprocess_mode="livesum")
BUILD = Gauge(
    "shelf_build_info", "Always 1; the release is in the labels.", ["version", "revision"],
    multiprocess_mode="mostrecent",
)  # fmt: skip
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
blueprint = Blueprint("telemetry", __name__)


def init_app(app):
    """Count what is answered, and say it on /metrics."""
    BUILD.labels(health.VERSION, app.config["SHELF"].revision).set(1)
    app.before_request(_begin)
    app.after_request(_count)
    app.teardown_request(_end)
    app.register_blueprint(blueprint)


@blueprint.get("/metrics")
def metrics():
    """All workers' counts together, whichever of them is asked."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _begin():
    g.began = time.perf_counter()
    IN_FLIGHT.inc()


def _count(response):
    route = request.url_rule.rule if request.url_rule else "unmatched"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, route, response.status_code).inc()
    if "began" in g:
        DURATIONS.labels(method, route).observe(time.perf_counter() - g.began)
    return response


def _end(_error):
    if g.pop("began", None) is not None:
        IN_FLIGHT.dec()
