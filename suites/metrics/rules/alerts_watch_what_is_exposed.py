"""Every series of this release that an alert or a recording rule names is exposed by it, and can be matched.

Why: an alert on a series or a label that was renamed selects nothing and never fires, and neither does one
whose two sides were aggregated to different labels; nobody notices until it should have.
Reference: cloudflare/pint, promql/series and promql/vector_matching; Prometheus, "Operators".
Remedy: change the rules with the series; name under monitoring.elsewhere what other jobs expose; aggregate
both sides by the same labels, or say which count (`on`, `ignoring`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from gonogo.contract.metrics import Metrics, Monitoring
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.numbers import is_number
from gonogo.suites.metrics.observations.alerts import Alert, Alerts
from gonogo.suites.metrics.promql import Matcher, is_read, named_in, patterns_in, selectors_in
from gonogo.suites.metrics.recorded import asked_in_vain, labels_of_records
from gonogo.suites.metrics.relabelling import prefixes
from gonogo.suites.metrics.selectors import never, takes
from gonogo.suites.metrics.sides import excluded, quantiles_over, told_beforehand, unmatched

_OF_EVERYBODY = re.compile(r"up|ALERTS\w*|(?:scrape|process|go|python|jvm|nodejs|promhttp|http_server)_\w+")
"""What a collector makes, and libraries do in the processes of others: no name that lacks its first word."""
Said = tuple[Alert, str, str]  # whose expression, what it should have, what it has


@rule("monitoring.rules", "metrics.series")
def judge(seen: Alerts, monitoring: Monitoring, metrics: Metrics) -> Judgement:
    """Refuse a series that nobody exposes or the collector drops, a label that it lacks, and sides apart."""
    if not seen.exposed:
        return Judgement.cannot_tell("no process was scraped")
    own = prefixes(metrics.series)
    found = [
        (alert, named.series)
        for alert in seen.alerts
        for named in named_in(alert.expression)
        if not _is_elsewhere(named.series, monitoring)
    ]
    ours = [(alert, series) for alert, series in found if series.startswith(own)]
    bare = _without_prefix(seen, found, own)
    unread = [*seen.unread, *(alert.name for alert in seen.alerts if not is_read(alert.expression))]
    if unread:  # whether Prometheus reads it is another rule's matter
        return Judgement.cannot_tell(f"not read: {', '.join(unread)}")
    said = (
        *_of_names(seen, ours, own),
        *bare,
        *_of_jobs(seen, monitoring),
        *_of_labels(seen),
        *_of_bounds(seen),
        *_of_sides(seen),
    )
    problems = dict.fromkeys(Problem(f"{a.name} in {a.file}", wanted, one) for a, wanted, one in said)
    return Judgement(len(ours) + len(bare), tuple(problems), "no rule names a series of this release")


def _without_prefix(seen: Alerts, found: list[tuple[Alert, str]], own: tuple[str, ...]) -> list[Said]:
    """Return series that nobody has, where this release has them with its own first word before them."""
    known = {*seen.exposed, *(alert.recorded for alert in seen.alerts)}
    return [
        (alert, "a series that is exposed", f"{series}, where it is {prefix}{series}")
        for alert, series in found
        for prefix in own
        if series not in known and not series.startswith(own) and not _OF_EVERYBODY.fullmatch(series)
        if f"{prefix}{series}" in known
    ]


def _of_names(seen: Alerts, ours: list[tuple[Alert, str]], own: tuple[str, ...]) -> Iterator[Said]:
    """Give series that nobody exposes or the collector drops, and patterns that no name has."""
    known = {*seen.exposed, *(alert.recorded for alert in seen.alerts)}
    for alert, series in ours:
        if series not in known:
            yield alert, "a series that is exposed", series
        if series in seen.dropped:
            yield alert, "a series that the collector keeps", series
    for alert in seen.alerts:
        for pattern in patterns_in(alert.expression):
            is_had = any(takes(Matcher("__name__", "=~", pattern), name) for name in known)
            if pattern.startswith(own) and not is_had:
                yield alert, "a pattern that an exposed series has", pattern


def _of_jobs(seen: Alerts, monitoring: Monitoring) -> Iterator[Said]:
    recorded = {alert.recorded for alert in seen.alerts}
    for alert in seen.alerts:
        for series, matchers in selectors_in(alert.expression):
            if series not in recorded and not _is_elsewhere(series, monitoring):
                wrong = [matcher for matcher in matchers if _is_no_job(matcher, seen.jobs)]
                yield from ((alert, "a job that the collector has", str(matcher)) for matcher in wrong)


def _of_labels(seen: Alerts) -> Iterator[Said]:
    """Give what is asked of labels that an exposed series, or one that a rule records, does not have."""
    records = labels_of_records(seen.alerts)
    for alert in seen.alerts:
        for series, matchers in selectors_in(alert.expression):
            wanted = f"labels that {series} has"
            if series in seen.values:
                said = [never(matcher, seen.values[series]) for matcher in matchers]
                yield from ((alert, wanted, one) for one in said if one)
            if series in records:
                yield from ((alert, wanted, one) for one in asked_in_vain(matchers, records[series]))


def _of_bounds(seen: Alerts) -> Iterator[Said]:
    """Give quantiles of buckets that have to exceed the last bound: none is ever more than that."""
    for alert in seen.alerts:
        for name, least, said in quantiles_over(alert.expression):
            bounds = [float(le) for le in seen.values.get(name, {}).get("le", ()) if is_number(le)]
            last = max((bound for bound in bounds if math.isfinite(bound)), default=math.inf)
            if least > last or (least == last and " > " in said):
                yield alert, f"a bound of {name} above {least:g}", f"{said}, where the last is {last:g}"


def _of_sides(seen: Alerts) -> Iterator[Said]:
    """Give operations that result in nothing, or in the same whatever happens."""
    scraped = {*seen.exposed, "up"} - {alert.recorded for alert in seen.alerts}
    own = {name: frozenset(values) for name, values in seen.values.items() if name in scraped}
    own["up"] = frozenset()
    for alert in seen.alerts:
        yield from ((alert, "something that can be left", one) for one in excluded(alert.expression, own))
        yield from ((alert, "sides that can match", one) for one in unmatched(alert.expression, scraped))
        yield from ((alert, "a share that says something", one) for one in told_beforehand(alert.expression))


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
