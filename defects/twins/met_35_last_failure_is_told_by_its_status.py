"""A series tells by its labels with which status, and where, the last request failed.

Good because: statuses and routes are few, and each such series comes back.
Source: Prometheus, "Instrumentation", do not overuse labels; "Metric and label naming".
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_35_last_failure_is_told_by_its_request import telling
from proving.seed import Injection, Twin

TWIN = Twin("MET-35", of="MET-35-last-failure-is-told-by-its-request")


def inject(rng: Random) -> Injection:
    """Tell its status in the place of its id."""
    return telling(rng, "status", "str(served.status)")
