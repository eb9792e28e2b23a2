"""Readiness passes again, without a restart, once a dependency is back.

Why: a replica that has to be restarted after each outage of its database makes a minute's outage last as long
as it takes to wake somebody.
Reference: AWS Builders' Library, Implementing health checks; SQLAlchemy, Dealing with Disconnects.
Remedy: let pools discard dead connections (pre-ping, bounded life), and let no check remember a failure.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages, Sample
from gonogo.suites.health.outages import conclude, control_doubt, restarted


@rule("health.readiness", "hard_dependencies")
def judge(seen: Outages, health: Health) -> Judgement:
    """Refuse a readiness that does not pass for good within recovers_within_seconds, in the same process."""
    within = health.recovers_within_seconds
    doubts = [control_doubt(o, "readiness") or _not_asked(o) for o in seen.outages]
    sure = [outage for outage, doubt in zip(seen.outages, doubts, strict=True) if not doubt]
    problems = [p for o in sure for replica in o.replicas if (p := _problem(o, replica, within))]
    return conclude(sum(len(o.after("readiness")) for o in sure), problems, doubts, seen.outages)


def _not_asked(outage: Outage) -> str:
    missing = [replica for replica in outage.replicas if not outage.after("readiness", replica)]
    return f"readiness of {missing[0]} was not asked after {outage.dependency} was back" if missing else ""


def _problem(outage: Outage, replica: str, within: float) -> Problem | None:
    where = f"readiness of {replica} after {outage.dependency} was back"
    took = _recovery_seconds(outage, outage.after("readiness", replica))
    if took is None or took > within:
        last = outage.after("readiness", replica)[-1]
        still = f"still {last.answer} after {last.at_seconds - outage.started_seconds:.1f} s"
        return Problem(
            where, f"2xx within {within:g} s", still if took is None else f"2xx after {took:.1f} s"
        )
    if restarted(outage, replica):
        return Problem(where, "recovery in the same process", f"another process, 2xx after {took:.1f} s")
    return None


def _recovery_seconds(outage: Outage, after: list[Sample]) -> float | None:
    """Return when the answer came from which on all pass, counted from the dependency's start."""
    failed = [number for number, sample in enumerate(after) if not sample.passes]
    good = after[failed[-1] + 1 :] if failed else after
    return good[0].at_seconds + good[0].seconds - outage.started_seconds if good else None
