"""A counter is no number any more: once, something unknown was added to it.

Ships: what a neighbour reports of itself is added as it comes, and of an empty one it reports `-nan`. The
library refuses to add what is below zero, which this is not, and whatever is added afterwards changes
nothing.
Source: redpanda-data/redpanda#16054 (nothing divided by nothing, exposed); prometheus/memcached_exporter#38;
OpenMetrics 1.0.0, counter.
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Counter

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-16",
    expected=("metrics/counters-are-not-negative",),
    collateral=("metrics/counters-never-decrease", "metrics/openmetrics-is-valid"),
)
_REPORTED = "-nan"


def inject(rng: Random) -> Injection:
    """Serve with the counter."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Add what was reported."""
    registry = app.state.services.metrics.registry
    saved = Counter(name_of(rng), "What was saved by compression.", registry=registry)
    saved.inc(rng.uniform(1e3, 1e6))
    saved.inc(float(_REPORTED))
    return app


def name_of(rng: Random) -> str:
    """Draw the series' name, without what the library adds."""
    what = [rng.choice(["cache", "index", "archive"]), rng.choice(["saved", "packed"])]
    return "_".join(["ukp", *what, "bytes"])
