"""Every series of this release that an alert or a recording rule names is exposed by it, and can be matched.

Why: an alert on a series or a label that was renamed selects nothing and never fires, and neither does one
whose two sides were aggregated to different labels; nobody notices until it should have.
Reference: cloudflare/pint, promql/series and promql/vector_matching; Prometheus, "Operators".
Remedy: change the rules with the series; name under monitoring.elsewhere what other jobs expose; aggregate
both sides by the same labels, or say which count (`on`, `ignoring`).
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics, Monitoring
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.alerts import Alerts
from gonogo.suites.metrics.promql import Matcher, is_read, named_in, patterns_in, selectors_in, unmatched
from gonogo.suites.metrics.relabelling import prefixes
from gonogo.suites.metrics.selectors import never, takes


@rule("monitoring.rules", "metrics.series")
def judge(seen: Alerts, monitoring: Monitoring, metrics: Metrics) -> Judgement:
    """Refuse a series that nobody exposes or the collector drops, a label that it lacks, and sides apart."""
    if not seen.exposed:
        return Judgement.cannot_tell("no process was scraped")
    recorded = {alert.recorded for alert in seen.alerts}
    known = {*seen.exposed, *recorded}
    own = prefixes(metrics.series)
    found = [(alert, named.series) for alert in seen.alerts for named in named_in(alert.expression)]
    ours = [(a, s) for a, s in found if s.startswith(own) and not _is_elsewhere(s, monitoring)]
    unread = [*seen.unread, *(alert.name for alert in seen.alerts if not is_read(alert.expression))]
    if unread:  # whether Prometheus reads it is another rule's matter
        return Judgement.cannot_tell(f"not read: {', '.join(unread)}")
    problems = [
        Problem(f"{alert.name} in {alert.file}", "a series that is exposed", series)
        for alert, series in ours
        if series not in known
    ]
    problems += [
        Problem(f"{alert.name} in {alert.file}", "a pattern that an exposed series has", pattern)
        for alert in seen.alerts
        for pattern in patterns_in(alert.expression)
        if pattern.startswith(own)
        and not any(takes(Matcher("__name__", "=~", pattern), name) for name in known)
    ]
    problems += [
        Problem(f"{alert.name} in {alert.file}", "a job that the collector has", str(matcher))
        for alert in seen.alerts
        for series, matchers in selectors_in(alert.expression)
        for matcher in matchers
        if series not in recorded and not _is_elsewhere(series, monitoring) and _is_no_job(matcher, seen.jobs)
    ]
    problems += [
        Problem(f"{alert.name} in {alert.file}", "a series that the collector keeps", series)
        for alert, series in ours
        if series in seen.dropped
    ]
    problems += [
        Problem(f"{alert.name} in {alert.file}", f"labels that {series} has", said)
        for alert in seen.alerts
        for series, matchers in selectors_in(alert.expression)
        for matcher in matchers
        if series in seen.values and (said := never(matcher, seen.values[series]))
    ]
    problems += [
        Problem(f"{alert.name} in {alert.file}", "sides that can match", said)
        for alert in seen.alerts
        for said in unmatched(alert.expression)
    ]
    return Judgement(len(ours), tuple(dict.fromkeys(problems)), "no rule names a series of this release")


def _is_no_job(matcher: Matcher, jobs: tuple[str, ...] | None) -> bool:
    """Whether it asks for a job that no series has."""
    if matcher.label != "job" or not jobs:
        return False
    return not any(takes(matcher, job) for job in ("", *jobs))


def _is_elsewhere(series: str, monitoring: Monitoring) -> bool:
    return any(
        series.startswith(name[:-1]) if name.endswith("*") else series == name
        for name in monitoring.elsewhere
    )
