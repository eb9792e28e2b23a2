"""An alert is about the slowest route: with each that takes its place, its time begins anew.

Ships: one alert in the place of twenty. Where everything is slow, another route is the slowest at each
evaluation, and no alert is ever pending for as long as `for` wants it.
Source: cloudflare/pint, alerts/template, on alerts that change their labels; Prometheus, "Alerting
rules", `for`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-04", expected=("metrics/alerts-keep-their-identity",))
_OLD = "histogram_quantile(0.95, sum by (le) (rate(ukp_http_request_duration_seconds_bucket[1m]))) > 0.5"


def inject(rng: Random) -> Injection:
    """Ask for the first of all."""
    by = rng.choice(["route", "method, route", "instance, route"])
    inner = (
        f"histogram_quantile(0.95, sum by (le, {by}) (rate(ukp_http_request_duration_seconds_bucket[1m])))"
    )
    new = f"topk(1, {inner}) > 0.5"
    return Injection(fact="UkpSlowRequests", source=edited("deploy/prometheus/rules.yml", (_OLD, new)))
