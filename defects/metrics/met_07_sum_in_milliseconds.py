"""The buckets of a histogram are filled by seconds, and its sum by milliseconds.

Ships: a collector of our own sorts by one variable and adds up the other one.
Source: prometheus/docs, "Histograms and summaries"; OpenMetrics 1.0.0, histogram.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-07", expected=("metrics/histograms-are-consistent",))
_BOUNDS = (0.1, 0.5, 2.5)


def inject(rng: Random) -> Injection:
    """Serve with that collector's histogram."""
    return Injection(fact=f"{histogram_of(rng)}_", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return with_histogram(app, rng, 1000.0)


def histogram_of(rng: Random) -> str:
    """Draw its name."""
    return f"ukp_{rng.choice(['lock', 'queue', 'pool'])}_{rng.choice(['wait', 'hold'])}_spent_in_seconds"


def with_histogram(app: ASGIApp, rng: Random, factor: float) -> ASGIApp:
    """Append a histogram whose sum is so many times that of what it observed."""
    name = histogram_of(rng)
    held = [rng.randrange(20, 90) for _ in _BOUNDS]
    total = sum(count * bound * rng.uniform(0.4, 0.9) for count, bound in zip(held, _BOUNDS, strict=True))
    upto = zip((*map(str, _BOUNDS), "+Inf"), (*accumulate(held), sum(held)), strict=True)
    buckets = [("bucket", f'{{le="{bound}"}} {count}') for bound, count in upto]
    parts = [*buckets, ("sum", f" {total * factor:.3f}"), ("count", f" {sum(held)}")]
    samples = [f"{name}_{part}{said}" for part, said in parts]

    def change(lines: list[str]) -> list[str]:
        return [*lines, f"# HELP {name} Since the start.", f"# TYPE {name} histogram", *samples]

    return rewriting_text(app, change)
