"""Redis in front of single books. What it does not have, or cannot say, the database has."""

import json
import logging

import redis
from flask import current_app

log = logging.getLogger(__name__)
SECONDS = 0.3


def init_app(app):
    """Give the application its client; it connects when it is first asked."""
    app.extensions["redis"] = redis.Redis.from_url(
        app.config["SHELF"].redis_url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
    )


def get(key):
    """Return what is kept under the key, or None."""
    try:
        kept = current_app.extensions["redis"].get(key)
    except redis.RedisError as error:
        log.warning("cache not read", extra={"error": type(error).__name__})
        return None
    return json.loads(kept) if kept else None


def put(key, value):
    """Keep a value for the time that the settings say."""
    try:
        seconds = current_app.config["SHELF"].cache_seconds
        current_app.extensions["redis"].set(key, json.dumps(value), ex=seconds or None)
    except redis.RedisError as error:
        log.warning("cache not written", extra={"error": type(error).__name__})


def is_up():
    """Whether it answers."""
    try:
        return bool(current_app.extensions["redis"].ping())
    except redis.RedisError:
        return False
