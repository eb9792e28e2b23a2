"""A collector of our own writes a histogram whose sum is nearer to one end of its buckets.

Good because: observations may lie anywhere in a bucket, and these do.
Source: prometheus/docs, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_07_sum_in_milliseconds import histogram_of, with_histogram
from proving.seed import Injection, Twin

TWIN = Twin("MET-07", of="MET-07-sum-in-milliseconds")


def inject(rng: Random) -> Injection:
    """Serve with that collector's histogram."""
    return Injection(fact=f"{histogram_of(rng)}_", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return with_histogram(app, rng, rng.choice([0.9, 1.1]))
