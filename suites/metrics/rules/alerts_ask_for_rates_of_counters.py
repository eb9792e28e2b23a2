"""No alert compares the bare value of a counter.

Why: a counter only rises while its process lives: an alert on its value, once it fires, fires until the next
restart, and after each restart it is blind to what comes.
Reference: cloudflare/pint, promql/counter; Prometheus, "Metric types", counter.
Remedy: ask for its rate or its increase over a time.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.bare_counters import bare_counters, of_those, recorded_counters
from gonogo.suites.metrics.observations.alerts import Alerts


@rule("monitoring.rules")
def judge(seen: Alerts) -> Judgement:
    """Refuse a counter outside of what looks at it over a time, or at its presence.

    A part of a histogram is one; what a rule records of a counter's bare value is one as well.
    """
    alerts = [alert for alert in seen.alerts if not alert.recorded]
    recorded = recorded_counters(seen)
    problems = tuple(
        Problem(f"{alert.name} in {alert.file}", "its rate or increase", f"the value of {said}")
        for alert in alerts
        for said in [
            *bare_counters(alert.expression, seen),
            *(f"{name}, made of {recorded[name]}" for name in of_those(alert.expression, recorded)),
        ]
    )
    return Judgement(len(alerts), tuple(dict.fromkeys(problems)), "no file of monitoring.rules has an alert")
