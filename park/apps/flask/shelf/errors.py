"""Errors as JSON, with nothing of the inside in them."""

import logging

import psycopg
from flask import abort, g, jsonify, request
from psycopg_pool import PoolTimeout
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)


def init_app(app):
    """Answer what went wrong as JSON."""
    app.before_request(_require_length)
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(PoolTimeout, _database_away)
    app.register_error_handler(psycopg.OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)


def _require_length():
    # Werkzeug cuts a body in chunks at the limit, and takes the rest for all of it.
    if request.content_length is None and request.headers.get("Transfer-Encoding"):
        abort(411)


def _answer(status, message):
    return jsonify(error=message, request_id=g.get("request_id", "")), status


def _expected(error):
    headers = [(k, v) for k, v in error.get_headers() if k.lower() in ("allow", "retry-after")]
    return *_answer(error.code, error.name), headers


def _database_away(error):
    log.error("database away", extra={"error": type(error).__name__})
    return *_answer(503, "Service Unavailable"), {"Retry-After": "2"}


def _unexpected(_error):
    log.exception("unexpected error")
    return _answer(500, "Internal Server Error")
