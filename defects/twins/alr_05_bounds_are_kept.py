"""An alert asks for a quantile of buckets that were added up.

Good because: their bounds were kept, by name or with all that was not dropped.
Source: Prometheus, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_bounds_are_aggregated_away import adding_up
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-bounds-are-aggregated-away")


def inject(rng: Random) -> Injection:
    """Keep them."""
    kept = [f"by ({label}, le)" for label in ("route", "method", "instance")]
    return adding_up(rng.choice([*kept, "without (instance)", "without (route, method)"]), "UkpSlowRequests")
