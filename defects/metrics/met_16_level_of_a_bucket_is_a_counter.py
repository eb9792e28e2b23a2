"""How much of a limit is used is exposed as a counter, and it falls as the limit is given back.

Ships: the limiter knows how many requests are in its bucket, and its field is called `used`, which sounds as
if it only rose. The bucket leaks: each fall is read as a restart, and `rate` counts the same requests again.
Source: OpenMetrics 1.0.0, counter ("MUST be monotonically non-decreasing"); Prometheus, rate().
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from typing import Any

from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-16",
    expected=("metrics/counters-never-decrease",),
    collateral=("metrics/counters-outlive-a-pause", "metrics/scrapes-agree"),
)
_OWN = ("/metrics", "/health")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_drawn(rng)[0], wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Pour each request of users into a bucket that leaks, and expose how full it is."""
    name, leak = _drawn(rng)
    bucket = _Bucket(name, leak)
    app.state.services.metrics.registry.register(bucket)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(_OWN):
            bucket.pour()
        await app(scope, receive, send)

    return application


class _Bucket(Collector):
    """A bucket that loses so many requests in a second."""

    def __init__(self, name: str, leak: float) -> None:
        self._name, self._leak = name, leak
        self._level, self._seen = 0.0, time.monotonic()

    def pour(self) -> None:
        """Put one request in."""
        self._level = self._now() + 1

    def _now(self) -> float:
        now = time.monotonic()
        self._level = max(0.0, self._level - (now - self._seen) * self._leak)
        self._seen = now
        return self._level

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Tell the level."""
        yield CounterMetricFamily(self._name, "Requests that count towards the limit.", round(self._now()))


def _drawn(rng: Random) -> tuple[str, float]:
    return f"ukp_{rng.choice(['limit_used', 'quota_used', 'budget_spent'])}", rng.choice([4.0, 6.0, 10.0])
