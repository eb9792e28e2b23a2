"""The collector scrapes every promised job, and every target of it is up.

Why: a target with a wrong port or job is a part of the system that no alert will ever speak of; an absent
series fires nothing.
Reference: Prometheus, "Alerting", metamonitoring; Heroku incident 2451.
Remedy: the collector's own words are in the problem; alert on `up == 0` and on absent jobs.
"""

from __future__ import annotations

from gonogo.contract.metrics import Monitoring
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.collector import Collector


@rule("monitoring")
def judge(seen: Collector, monitoring: Monitoring) -> Judgement:
    """Refuse a job without a target, and a target that is not up."""
    if not seen.targets:
        return Judgement.cannot_tell("the collector lists no target at all")
    there = {one.job for one in seen.targets}
    problems = [
        Problem(f"job {job}", "at least one target", "none") for job in monitoring.jobs if job not in there
    ]
    problems += [
        Problem(f"job {one.job}, {one.instance}", "up", f"{one.health}: {one.error or 'no reason'}")
        for one in seen.targets
        if one.health != "up"
    ]
    return Judgement(len(seen.targets), tuple(problems))
