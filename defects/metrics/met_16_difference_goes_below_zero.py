"""A counter is negative.

Ships: the counter adds differences of wall-clock times, and the clock was set back.
Source: prometheus/OpenMetrics, counter; Karapace#1007 (time.time for durations).
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.metrics.met_16_counter_falls import exporting, name_of
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-16",
    expected=("metrics/counters-are-not-negative",),
    collateral=("metrics/openmetrics-is-valid",),
)


def inject(rng: Random) -> Injection:
    """Serve with the counter."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let it stand below zero."""
    name, below = name_of(rng), rng.uniform(-3600.0, -1.0)
    return exporting(app, name, lambda: below)
