"""Liveness, readiness and who this is."""

import json
import socket
import time
from pathlib import Path

import psycopg
from flask import Blueprint, current_app, jsonify
from psycopg_pool import PoolTimeout

from shelf import cache, storage

VERSION = "1.4.0"
STARTED = time.time()
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def live():
    """This process answers; nothing else is asked."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def ready():
    """The database answers. Without the cache everything works, slower."""
    database, cached = _database_is_up(), cache.is_up()
    status = "error" if not database else "ok" if cached else "degraded"
    checks = {"database": "ok" if database else "error", "cache": "ok" if cached else "error"}
    return jsonify(status=status, checks=checks), 200 if database else 503


@blueprint.get("/version")
def version():
    """Which release answers, and for how long it has run."""
    uptime = round(time.time() - STARTED, 3)
    revision = current_app.config["SHELF"].revision
    where = socket.gethostname()
    return jsonify(name="shelf", version=VERSION, revision=revision, instance=where, uptime_seconds=uptime)


@blueprint.get("/openapi.json")
def openapi():
    """The API as a document."""
    return jsonify(json.loads(Path(__file__).with_name("openapi.json").read_text()))


def _database_is_up():
    try:
        with storage.connection() as session:
            session.execute("SELECT 1 FROM books LIMIT 1")
    except (psycopg.Error, PoolTimeout):
        return False
    return True
