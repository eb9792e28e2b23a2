"""A summary of how much longer each request took than the one before it, and its sum falls now and then.

Good because: its name says that it is a difference, which may be below zero; nobody takes a rate of its sum,
which is what the last request took.
Source: prometheus/docs, "Histograms and summaries" (negative observations are allowed, and the sum is then no
counter).
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.metrics.met_11_refused_times_are_taken_back import summing, word_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-11", of="MET-11-refused-times-are-taken-back")


def inject(rng: Random) -> Injection:
    """Serve with that summary."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Observe how the times differ."""
    last = [0.0]

    def differs(seconds: float, status: int) -> float:
        del status
        before, last[0] = last[0], seconds
        return seconds - before

    return summing(app, _name(rng), differs)


def _name(rng: Random) -> str:
    return f"{word_of(rng)}_duration_{rng.choice(['delta', 'difference', 'change'])}_seconds"
