"""Logs as one JSON object a line."""

import json
import logging
import re
import time
import uuid

from flask import g, request

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,64}")
log = logging.getLogger("shelf.access")


class JsonFormatter(logging.Formatter):
    """A record with what was given as ``extra``."""

    def format(self, record):
        """Return the line."""
        made = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        made |= {key: value for key, value in vars(record).items() if key not in STANDARD}
        if record.exc_info:
            made["exception"] = self.formatException(record.exc_info)
        return json.dumps(made, default=str)


def configure(level):
    """Send everything to standard output."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("psycopg.pool").setLevel("ERROR")


def init_app(app):
    """Name each request, and write a line for each that is answered."""
    app.before_request(_name)
    app.after_request(_write)


def _name():
    g.logged_from = time.perf_counter()
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if HARMLESS.fullmatch(given) else uuid.uuid4().hex


def _write(response):
    response.headers["X-Request-ID"] = g.get("request_id", "")
    took = time.perf_counter() - g.get("logged_from", time.perf_counter())
    log.info(
        "request",
        extra={
            "request_id": g.get("request_id"),
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "milliseconds": round(took * 1000, 1),
        },
    )
    return response
