"""The same series stands in the exposition twice.

Ships: the handler joins the bodies of two registries, and a collector is registered with both.
Source: prometheus/docs, "Exposition formats" (a series must be unique); OpenMetrics, MetricSet.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import family_of, rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-04", expected=("metrics/text-format-is-valid",), starred=True)


def inject(rng: Random) -> Injection:
    """Serve with the joined registries."""
    return Injection(fact=family_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append one family's sample again, where it stands."""
    family = family_of(rng)

    def change(lines: list[str]) -> list[str]:
        return [copy for line in lines for copy in [line] * (2 if line.startswith(f"{family} ") else 1)]

    return rewriting_text(app, change)
