"""Look at a live service, with reads alone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gonogo.core.version import as_version
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.probe.logins import know
from gonogo.instruments.urls import below

LIVENESS = ("/health/live", "/livez", "/live", "/healthz", "/-/healthy", "/actuator/health/liveness", "/ping")
READINESS = ("/health/ready", "/readyz", "/ready", "/-/ready", "/actuator/health/readiness")
STARTUP = ("/health/startup", "/startupz", "/actuator/health/startup")
OVERALL = ("/health", "/healthcheck", "/status", "/actuator/health")
METRICS = ("/metrics", "/actuator/prometheus", "/prometheus")
IDENTITY = ("/version", "/info", "/actuator/info", "/api/v1/status/buildinfo", "/build")
OPENAPI = ("/openapi.json", "/v3/api-docs", "/swagger.json", "/api/openapi.json")
DOCUMENTATION = ("/docs", "/redoc", "/swagger-ui/index.html")
_HEADERS = (
    "X-Content-Type-Options",
    "Content-Security-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Frame-Options",
    "Cache-Control",
)
_OPENMETRICS = "application/openmetrics-text;version=1.0.0"
_DEADLINE_SECONDS = 5.0
_ITEMS = 5  # of a list in an identity: the first ones are the service's own


@dataclass(frozen=True)
class Found:
    """What the service answered; None and empty where it answered nothing of the kind."""

    url: str
    root: Answer
    missing: Answer
    nonce_header: str | None
    liveness: Answer | None
    readiness: Answer | None
    startup: Answer | None
    overall: Answer | None
    metrics: Answer | None
    formats: tuple[str, ...]
    identity: Answer | None
    keys: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str | None] = field(default_factory=dict)
    openapi: Answer | None = None
    requests: str | None = None
    documentation: tuple[str, ...] = ()


class NothingThereError(Exception):
    """Nobody answered at the URL; the text says what to do."""


def look(url: str) -> Found:
    """Ask for what services usually have. NothingThereError where not even the root is answered."""
    url = know(url).rstrip("/")
    root = _ask(url, "/")
    if root.status is None:
        raise NothingThereError(
            f"{url}: no answer ({root.error}: {root.detail}); is it the right URL, and running?"
        )
    missing = _ask(url, f"/no-such-page-{secrets.token_hex(4)}")
    metrics = _first(url, METRICS, _is_exposition)
    identity = _first(url, IDENTITY, _is_object)
    nonce, header = secrets.token_hex(8), "X-Request-ID"
    echoed = probe(below(url, "/"), headers={header: nonce}, deadline_seconds=_DEADLINE_SECONDS)
    return Found(
        url=url,
        root=root,
        missing=missing,
        nonce_header=header if nonce in (echoed.header(header) or "") else None,
        liveness=_first(url, LIVENESS, _is_probe),
        readiness=_first(url, READINESS, _is_probe),
        startup=_first(url, STARTUP, _is_probe),
        overall=_first(url, OVERALL, _is_probe),
        metrics=metrics,
        formats=_formats(metrics),
        identity=identity,
        keys=_keys(identity.json()) if identity else {},
        headers=_headers(root, missing),
        openapi=_first(url, OPENAPI, _is_object),
        requests=_request_counter(metrics.text) if metrics else None,
        documentation=tuple(path for path in DOCUMENTATION if _ask(url, path).status == 200),
    )


def _ask(url: str, path: str, headers: dict[str, str] | None = None) -> Answer:
    return probe(below(url, path), headers=headers, deadline_seconds=_DEADLINE_SECONDS)


def _first(url: str, paths: Iterable[str], fits: Any) -> Answer | None:
    answers = (_ask(url, path) for path in paths)
    return next((answer for answer in answers if fits(answer)), None)


def _is_probe(answer: Answer) -> bool:
    """A page of a catch-all is no probe."""
    return answer.status in (200, 204, 503) and answer.media_type != "text/html"


def _is_exposition(answer: Answer) -> bool:
    return answer.status == 200 and re.search(r"^# (?:TYPE|HELP) ", answer.text, re.MULTILINE) is not None


def _is_object(answer: Answer) -> bool:
    try:
        return answer.status == 200 and isinstance(answer.json(), dict)
    except ValueError:
        return False


def _formats(metrics: Answer | None) -> tuple[str, ...]:
    if metrics is None:
        return ()
    offered = probe(metrics.url, headers={"Accept": _OPENMETRICS}, deadline_seconds=_DEADLINE_SECONDS)
    return ("text", "openmetrics") if offered.media_type == "application/openmetrics-text" else ("text",)


def _keys(document: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Return dotted keys whose names say what they are: version, revision, configuration, instance."""
    words = {
        "version": ("version",),
        "revision": ("revision", "commit", "sha", "git_commit", "gitcommit"),
        "configuration": ("configuration", "config_hash", "confighash"),
        "instance": ("instance", "instance_id", "hostname", "pod"),
    }
    found: dict[str, str] = {}
    for key, value in document.items():
        if isinstance(value, dict):
            found = _keys(value, f"{prefix}{key}.") | found
        elif isinstance(value, list):
            items = {str(n): item for n, item in enumerate(value[:_ITEMS]) if isinstance(item, dict)}
            found = _keys(items, f"{prefix}{key}.") | found
        named = next((what for what, names in words.items() if key.lower() in names), None)
        if named and isinstance(value, str | int | float) and as_version(str(value)):
            found[named] = f"{prefix}{key}"
    return found


def _headers(*answers: Answer) -> dict[str, str | None]:
    """Return the security headers that every answer carries; the value where it is the same each time."""
    found: dict[str, str | None] = {}
    for name in _HEADERS:
        values = {answer.header(name) for answer in answers}
        if None not in values:
            found[name] = values.pop() if len(values) == 1 and name == "X-Content-Type-Options" else None
    return found


def _request_counter(text: str) -> str | None:
    """Return the sample name of the counter of HTTP requests, the likeliest of those that are there."""
    names: list[str] = re.findall(
        r"^([a-zA-Z_:][\w:]*_total)\{[^}]*(?:code|status)[^}]*\}", text, re.MULTILINE
    )
    likely = [name for name in names if "request" in name]
    return likely[0] if likely else None
