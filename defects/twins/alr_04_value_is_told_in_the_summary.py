"""An alert tells its value in its summary, by the template's old name for it, and stays the same one.

Good because: annotations are no part of an alert's identity, and the label that is left is the replica's.
Source: cloudflare/pint, alerts/template; Prometheus, alerting rules, templating.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_04_expression_makes_a_label_of_the_value import named, threshold, with_alert
from proving.seed import Injection, Twin

TWIN = Twin("ALR-04", of="ALR-04-expression-makes-a-label-of-the-value")


def inject(rng: Random) -> Injection:
    """Take the latest of each replica."""
    alert = named(rng)
    expression = f"max by (instance) (ukp_event_loop_lag_seconds > {threshold(rng)}) > 0"
    summary = "{{ .Labels.instance }} is {{ .Value | humanizeDuration }} late"
    return Injection(fact=alert, source=with_alert(alert, expression, summary))
