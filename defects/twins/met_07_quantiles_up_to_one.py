"""A summary states its quantiles in any spelling, the smallest and the largest among them.

Good because: 0 and 1 are quantiles (the least and the most that was seen), and 1.0 and 1e0 are the number 1.
Source: prometheus/OpenMetrics test data, summary_quantiles; client_golang, SummaryOpts.Objectives.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_07_quantiles_in_percent import summary_of, with_summary
from proving.seed import Injection, Twin

TWIN = Twin("MET-07", of="MET-07-quantiles-in-percent")


def inject(rng: Random) -> Injection:
    """Serve with that exporter's summary."""
    return Injection(fact=summary_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append the summary."""
    return with_summary(app, rng, (rng.choice(["0", "0.0"]), "0.5", "9e-1", rng.choice(["1", "1.0", "1e0"])))
