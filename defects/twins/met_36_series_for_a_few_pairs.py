"""A counter has two labels, and their product is small.

Good because: the scrape stays far below what its collector takes.
Source: prometheus/docs, "Configuration", sample_limit.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.metrics.met_36_series_for_each_pair import counting_pairs
from proving.seed import Injection, Twin

TWIN = Twin("MET-36", of="MET-36-series-for-each-pair")


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact="samples", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count a few hundred pairs."""
    return counting_pairs(app, tenants=rng.randrange(10, 20), features=rng.randrange(10, 20))
