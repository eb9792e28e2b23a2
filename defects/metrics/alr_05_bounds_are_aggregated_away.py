"""An alert asks for a quantile of buckets that were added up without their bounds: there is never any.

Ships: a quantile for each route, by an aggregation that says what to keep and forgets `le`.
Source: Prometheus, "Histograms and summaries"; cloudflare/pint, promql/aggregate.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-read-series-by-their-type",))


def inject(rng: Random) -> Injection:
    """Keep something else, or drop the bounds by name."""
    kept = [f"by ({label})" for label in ("route", "method", "instance")]
    return adding_up(rng.choice([*kept, "", "without (instance, le)"]), "UkpSlowRequests")


def adding_up(how: str, fact: str) -> Injection:
    """Add the buckets of one alert up in some way."""
    changed = edited("deploy/prometheus/rules.yml", ("sum by (le) (", f"sum {how} ("))
    return Injection(fact=fact, source=changed)
