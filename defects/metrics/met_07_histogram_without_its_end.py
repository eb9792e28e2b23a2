"""A histogram has no `+Inf` bucket.

Ships: a collector of our own writes the buckets that were configured, and nobody configures infinity.
Source: prometheus/docs, "Exposition formats", histograms and summaries; OpenMetrics, bad_histograms_*.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-07",
    expected=("metrics/histograms-are-consistent",),
    collateral=("metrics/bucket-layouts-agree",),  # one route ends where the others go on
)


def inject(rng: Random) -> Injection:
    """Serve with that collector."""
    return Injection(fact=_route(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave out the last bucket of one route."""
    label = f'route="{_route(rng)}"'

    def change(lines: list[str]) -> list[str]:
        return [line for line in lines if not (label in line and 'le="+Inf"' in line)]

    return rewriting_text(app, change)


def _route(rng: Random) -> str:
    return rng.choice(["/search", "/version", "/articles/{article_id}"])
