"""The lag of the event loop is measured in nanoseconds, and exposed under a name that says seconds.

Good because: it is divided where it is told.
Source: Prometheus, "Metric and label naming" (a single unit); Python, time.monotonic_ns.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_14_lag_is_told_in_nanoseconds import measured
from proving.seed import Injection, Twin

TWIN = Twin("MET-14", of="MET-14-lag-is-told-in-nanoseconds")


def inject(rng: Random) -> Injection:
    """Tell it in seconds."""
    return measured(rng, "return max([growing, 0.0, *(lag for _, lag in self._lags)]) / _UNITS")
