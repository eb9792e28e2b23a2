"""A gauge tells for how long the process has been up in milliseconds, and its name says seconds.

Ships: the difference of two times as the language gives them.
Source: Prometheus, "Metric and label naming" (base units); row MET-14.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_14_time_is_set_in_milliseconds import stating
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",))


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=gauge_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return stating(app, gauge_of(rng), since_now(1000.0))


def since_now(unit: float) -> Callable[[], float]:
    """Return what tells the time since now, of which so many are a second."""
    began = time.monotonic()
    return lambda: (time.monotonic() - began) * unit


def gauge_of(rng: Random) -> str:
    """Draw its name."""
    return f"ukp_{rng.choice(['api', 'service', 'process'])}_uptime_seconds"
