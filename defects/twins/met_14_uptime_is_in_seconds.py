"""A gauge tells for how long the process has been up.

Good because: it does so in seconds, as its name says.
Source: Prometheus, "Metric and label naming" (base units).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_14_uptime_is_in_milliseconds import gauge_of, telling_uptime
from proving.seed import Injection, Twin

TWIN = Twin("MET-14", of="MET-14-uptime-is-in-milliseconds")


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=gauge_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return telling_uptime(app, gauge_of(rng), 1.0)
