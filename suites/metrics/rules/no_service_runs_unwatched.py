"""Every service that runs is behind one of the collector's targets, and each of its replicas by itself.

Why: a list of jobs is right on the day on which it is written. The service that came later fails without an
alert, and of two replicas behind one address the collector sees a counter that jumps.
Reference: Prometheus, "Jobs and instances" (one target for each instance) and "Alerting", metamonitoring.
Remedy: give it a job, or discovery that finds it; name the exporter that speaks for it under
`monitoring.coverage.through`, or a reason under `monitoring.coverage.exempt`.
"""

from __future__ import annotations

from gonogo.contract.metrics import Coverage
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.watch import Watch
from gonogo.suites.metrics.watching import judged, scraped, unwatched


@rule("monitoring.coverage")
def judge(seen: Watch, coverage: Coverage) -> Judgement:
    """Refuse a service without a target. Where no target leads to any container, nobody knows their names."""
    if not seen.targets:
        return Judgement.cannot_tell("the collector lists no target at all")
    if not scraped(seen):
        hosts = ", ".join(sorted({host for target in seen.targets for host in target.hosts}))
        return Judgement.cannot_tell(f"no target leads to a container of this stack: {hosts}")
    problems = tuple(
        Problem(where, "a target of the collector", why) for where, why in unwatched(seen, coverage)
    )
    services = judged(seen, coverage)
    evidence = {"exempt": dict(coverage.exempt)} if coverage.exempt else {}
    return Judgement(len(services), problems, "every service that runs is exempt", evidence)
