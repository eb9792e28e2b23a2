"""An alert counts the requests within an objective by a bucket that the histogram does not have.

Ships: the rule of error budgets was copied from a service with other buckets. The series is there, its label
`le` is there, and no bucket ends at this bound: the quotient has no value, and the alert none either.
Source: Google SRE Workbook, chapter 5; cloudflare/pint, promql/series; row ALR-01 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",))
_BEFORE = "      - alert: UkpDatabaseDown\n"


def inject(rng: Random) -> Injection:
    """Take a bound that lies between two buckets."""
    return budgeted(rng, rng.choice(["0.15", "0.25", "0.4", "0.6", "1.5", "2.0"]))


def budgeted(rng: Random, bound: str) -> Injection:
    """Add an alert on the share of requests that take longer than the bound."""
    alert = rng.choice(["UkpBudgetBurns", "UkpLatencyBudget", "UkpObjectiveMissed", "UkpTooManySlow"])
    share = rng.choice(["0.05", "0.1", "0.2"])
    rule = f"""      - alert: {alert}
        expr: |
          1 - sum(rate(ukp_http_request_duration_seconds_bucket{{le="{bound}"}}[1m]))
            / sum(rate(ukp_http_request_duration_seconds_count[1m])) > {share}
        for: 2m
        labels: {{severity: ticket}}
        annotations:
          summary: More requests than agreed take longer than {bound} s
          description: See which routes are slow, then the log of that route.
"""
    return Injection(fact=alert, source=edited("deploy/prometheus/rules.yml", (_BEFORE, rule + _BEFORE)))
