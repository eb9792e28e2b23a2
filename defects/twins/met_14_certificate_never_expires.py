"""A gauge of when a certificate ends is far away: it never does, which X.509 writes as the end of 9999.

Good because: the value is in seconds, and it is what the certificate says.
Source: RFC 5280, 4.1.2.5 (99991231235959Z).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_14_time_is_set_in_milliseconds import stating
from proving.seed import Injection, Twin

TWIN = Twin("MET-14", of="MET-14-time-is-set-in-milliseconds")


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=_gauge(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return stating(app, _gauge(rng), lambda: 253_402_300_799)


def _gauge(rng: Random) -> str:
    return f"ukp_{rng.choice(['proxy', 'broker', 'database'])}_certificate_not_after_seconds"
