"""Every route needs a key in X-API-Key, but for those that are public by name."""

import hmac

from flask import abort, current_app, request

PUBLIC = {"health.live", "health.ready", "health.version", "telemetry.metrics", "health.openapi"}


def init_app(app):
    """Ask for the key before anything else is done."""
    app.before_request(_require_key)


def _require_key():
    if request.endpoint in PUBLIC or request.url_rule is None:
        return
    given = request.headers.get("X-API-Key", "").encode()
    known = [key.encode() for key in current_app.config["SHELF"].api_keys]
    if not any([hmac.compare_digest(given, key) for key in known]):  # noqa: C419 - each is compared
        abort(401)
