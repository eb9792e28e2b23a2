"""A page counts its readers by a header that they send.

Good because: what counts is whether they sent it, and nothing of what it says.
Source: Prometheus, "Instrumentation" (do not overuse labels).
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.metrics.met_33_reader_of_a_page_is_a_label import counting_readers, series_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-reader-of-a-page-is-a-label")


def inject(rng: Random) -> Injection:
    """Count by whether it was sent."""
    return Injection(fact=series_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count two kinds."""
    return counting_readers(app, rng, lambda said: "named" if said else "none")
