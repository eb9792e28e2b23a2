"""Each window of a rule holds the samples that it needs.

Why: `rate` needs two samples, and a window shorter than two scrapes holds one now and then, or always: the
alert has no result, is never true for as long as it has to be, and nobody sees that it cannot fire. What is
compared as it is now is looked for in the last five minutes: a job that is scraped less often comes and goes.
Reference: cloudflare/pint, promql/rate; Prometheus, "Functions", "Querying basics" (staleness); Grafana,
`$__rate_interval`.
Remedy: four scrapes at least, so that one that fails leaves enough; change both where you scrape less often.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.windows import Windows
from gonogo.suites.metrics.promql import Matcher, is_read
from gonogo.suites.metrics.ranges import Range, ranges_in


@rule("monitoring.configuration", "monitoring.rules")
def judge(seen: Windows) -> Judgement:
    """Refuse a window in which the most frequent of the jobs it may be about leaves too few samples."""
    unread = [*seen.unread, *(one.name for one in seen.rules if not is_read(one.expression))]
    if unread or not seen.jobs:
        return Judgement.cannot_tell(f"not read: {', '.join(unread)}" if unread else "there are no jobs")
    found = [(one, each, _apart(each, seen)) for one in seen.rules for each in ranges_in(one.expression)]
    problems = tuple(
        Problem(f"{one.name} in {one.file}", f"a window of {each.samples * apart:g} s or more", each.text)
        for one, each, apart in found
        if each.seconds < each.samples * apart
    )
    return Judgement(len(found), tuple(dict.fromkeys(problems)), "no rule reads a series")


def _apart(one: Range, seen: Windows) -> float:
    """Return the seconds from one sample to the next, by the job that has the most of them."""
    if one.step_seconds is not None:
        return one.step_seconds or seen.evaluated_seconds
    recorded = [each.every_seconds for each in seen.rules if each.recorded == one.series]
    if recorded:
        return min(recorded)
    chosen = [apart for job, apart in seen.jobs.items() if all(_takes(m, job) for m in one.jobs)]
    return min(chosen or seen.jobs.values())  # a job that nobody scrapes was given its name on the way


def _takes(matcher: Matcher, job: str) -> bool:
    if matcher.sign in ("=", "!="):
        return (job == matcher.value) == (matcher.sign == "=")
    try:
        return bool(re.fullmatch(matcher.value, job)) == (matcher.sign == "=~")
    except re.error:
        return True
