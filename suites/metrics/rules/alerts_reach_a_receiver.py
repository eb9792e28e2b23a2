"""Every alert goes to a receiver that tells somebody in time, and to the one that it is for.

Why: an alert that fires and reaches nobody looks like a quiet night. A route that misspells a label's value,
a receiver without an integration, a silence that was forgotten or an inhibition the wrong way round shows in
no graph, and a user is the next one to notice.
Reference: Prometheus, "Alerting", metamonitoring; Alertmanager, "Configuration", route, inhibit_rule,
time_interval; `amtool config routes test`.
Remedy: route by the labels that the rules set, and end the tree at a receiver that somebody reads. Name what
nobody has to hear under `monitoring.alertmanager.nobody`, and labels that come from series under `labels`.
"""

from __future__ import annotations

from gonogo.contract.alertmanager import Alertmanager
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.alarms import Alarms
from gonogo.suites.metrics.reaching import is_open, judged, lost, missent, name_of, told_of

_NONE = "each alert is for nobody, or goes by labels that monitoring.alertmanager.labels does not name"


@rule("monitoring.rules", "monitoring.alertmanager")
def judge(seen: Alarms, alertmanager: Alertmanager) -> Judgement:
    """Refuse an alert that is lost on its way; one that a label of its series may save is not examined."""
    if seen.unread:  # whether Prometheus reads it is another rule's matter
        return Judgement.cannot_tell(f"not read: {', '.join(seen.unread)}")
    alerts = judged(seen, alertmanager)
    problems = [
        Problem(f"alert {name_of(one)}", expected, observed)
        for one in alerts
        for expected, observed in lost(one, seen, alertmanager)
    ]
    if alerts and (why := missent(seen, alertmanager)):
        problems.append(Problem("the collector's alerts", f"sent to {alertmanager.service}", why))
    untold = [name_of(one) for one in told_of(seen, alertmanager) if is_open(one, seen, alertmanager)]
    return Judgement(len(alerts), tuple(problems), _NONE, {"not examined": untold} if untold else {})
