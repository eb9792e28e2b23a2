"""An alert stays the same one from one evaluation to the next.

Why: an alert is known by its labels; one with its own value in a label is another alert whenever that
changes, and so is the first of several whenever another one comes before it: `for` is never over and nobody
is told, or each change tells everybody again.
Reference: cloudflare/pint, alerts/template; Prometheus, "Alerting rules", templating.
Remedy: write values into annotations, and into labels only what names the thing that is wrong; aggregate what
`topk` would pick from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.alerts import Alert, Alerts
from gonogo.suites.metrics.promql import labels_of_values, picked

_CHANGES = re.compile(r"\{\{[^}]*(?:\$value|\.Value\b|\bquery\b|\bnow\b)[^}]*\}\}")
_WAITS = re.compile("[1-9]")


@rule("monitoring.rules")
def judge(seen: Alerts) -> Judgement:
    """Refuse a template of a value in a label, and what a value makes of the labels of the result."""
    alerts = [alert for alert in seen.alerts if not alert.recorded]
    problems = tuple(
        Problem(f"{alert.name} in {alert.file}", "labels that do not change", said)
        for alert in alerts
        for said in _changing(alert)
    )
    return Judgement(len(alerts), problems, "no file of monitoring.rules has an alert")


def _changing(alert: Alert) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in alert.labels.items() if _CHANGES.search(value))
    yield from (f"{label} is a value, by count_values" for label in labels_of_values(alert.expression))
    if _WAITS.search(alert.waits):
        yield from (f"whichever is first, by {pick}, for {alert.waits}" for pick in picked(alert.expression))
