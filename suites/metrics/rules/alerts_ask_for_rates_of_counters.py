"""No alert compares the bare value of a counter.

Why: a counter only rises while its process lives: an alert on its value, once it fires, fires until the next
restart, and after each restart it is blind to what comes.
Reference: cloudflare/pint, promql/counter; Prometheus, "Metric types", counter.
Remedy: ask for its rate or its increase over a time.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.alerts import Alerts
from gonogo.suites.metrics.promql import named_in

_OVER_TIME = {
    *("rate", "irate", "increase", "delta", "idelta", "deriv", "resets", "changes", "predict_linear"),
    *("absent", "absent_over_time", "present_over_time", "count", "count_over_time", "group", "timestamp"),
}


@rule("monitoring.rules")
def judge(seen: Alerts) -> Judgement:
    """Refuse a name that ends in `_total` outside of what looks at it over a time, or at its presence."""
    alerts = [alert for alert in seen.alerts if not alert.recorded]
    problems = tuple(
        Problem(f"{alert.name} in {alert.file}", "its rate or increase", f"the value of {named.series}")
        for alert in alerts
        for named in named_in(alert.expression)
        if named.series.endswith("_total") and not _OVER_TIME & {*named.inside}
    )
    return Judgement(len(alerts), tuple(dict.fromkeys(problems)), "no file of monitoring.rules has an alert")
