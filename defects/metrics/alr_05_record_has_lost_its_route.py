"""An alert selects by a label that the recording rule before it has added up: there is nothing to select.

Ships: the rates were recorded, so that graphs are quick, and an alert that asked the counter itself was
written anew to ask the record. The label that it selects by is one of the counter, and no longer of the
record, whose rule names those that it keeps.
Source: cloudflare/pint, promql/series (label matchers) and promql/impossible; Prometheus, "Recording rules";
row ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-watch-what-is-exposed",))
_BEFORE = "      - alert: UkpDatabaseDown\n"
_ROUTES = {"/session": "Sign", "/tokens": "Tokens", "/search": "Search"}


def inject(rng: Random) -> Injection:
    """Record the rates without their routes."""
    return recording(rng, "job, status")


def recording(rng: Random, kept: str) -> Injection:
    """Record rates by the labels that are kept, and let an alert ask for those of one route."""
    route, word = rng.choice(sorted(_ROUTES.items()))
    alert, record = f"Ukp{word}{rng.choice(['Fails', 'Broken', 'Errors'])}", "job:ukp_http_requests:rate1m"
    threshold, minutes = rng.choice(["0", "0.05", "0.2"]), rng.randint(1, 5)
    rules = f"""      - record: {record}
        expr: sum by ({kept}) (rate(ukp_http_requests_total[1m]))
      - alert: {alert}
        expr: {record}{{route="{route}", status=~"5.."}} > {threshold}
        for: {minutes}m
        labels: {{severity: page}}
        annotations:
          summary: Requests of {route} fail
          description: See the log of that route, then the load of the database.
"""
    return Injection(fact=alert, source=edited("deploy/prometheus/rules.yml", (_BEFORE, rules + _BEFORE)))
