"""A counter goes down while its process lives.

Ships: the length of a queue is exported as a counter, since it is called a total.
Source: prometheus/OpenMetrics, counter (lines 206 and 210); test data, bad_counter_values_*.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-16",
    expected=("metrics/counters-never-decrease",),
    collateral=("metrics/counters-outlive-a-pause",),  # it falls at rest as well
)


def inject(rng: Random) -> Injection:
    """Serve with the queue."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let it fall, slowly."""
    return exporting(app, name_of(rng), lambda: 1e9 - time.monotonic())


def name_of(rng: Random) -> str:
    """Draw the counter's name, without `_total`."""
    return f"ukp_{rng.choice(['imports', 'exports', 'reviews'])}_{rng.randrange(100)}_waiting"


def exporting(app: Any, name: str, value: Callable[[], float]) -> Any:
    """Export a value as a counter."""

    class Exported(Collector):
        """One counter."""

        def collect(self) -> Iterable[CounterMetricFamily]:
            """Return it with its value of now."""
            yield CounterMetricFamily(name, "Waiting for a worker.", value=value())

    app.state.services.metrics.registry.register(Exported())
    return app
