"""The expression of an alert makes a label of the value: it is another alert with each evaluation.

Ships: whoever is called wants to see how many replicas are how late, and count_values tells just that. No
template is involved; the lag is another number each time, so that `for:` is never met and the alert never
fires.
Source: cloudflare/pint, alerts/template (the same for templates); Prometheus, count_values.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-04", expected=("metrics/alerts-keep-their-identity",), starred=True)
_NEXT = "      - alert: UkpDatabaseDown\n"


def inject(rng: Random) -> Injection:
    """Count the replicas by their lag."""
    alert, label = named(rng), rng.choice(["lag", "seconds", "late"])
    expression = f'count_values("{label}", ukp_event_loop_lag_seconds > {threshold(rng)}) > 0'
    return Injection(fact=alert, source=with_alert(alert, expression, "{{ $value }} replicas answer late"))


def named(rng: Random) -> str:
    """Draw the alert's name."""
    return rng.choice(["UkpLoopIsLate", "UkpReplicaStalls", "UkpTimersAreLate"])


def threshold(rng: Random) -> float:
    """Draw what is late."""
    return rng.choice([0.2, 0.25, 0.4])


def with_alert(alert: str, expression: str, summary: str) -> dict[str, str | None]:
    """Add an alert to the rules."""
    text = f"""      - alert: {alert}
        expr: {expression}
        for: 2m
        labels: {{severity: ticket}}
        annotations:
          summary: "{summary}"
          description: Something holds its event loop; look at what it logs.
"""
    return edited("deploy/prometheus/rules.yml", (_NEXT, text + _NEXT))
