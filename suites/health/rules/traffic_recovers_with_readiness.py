"""Traffic works again once readiness says so after an outage.

Why: a readiness that checks by a connection of its own is green while every pooled connection of the routes
is dead, and invites the traffic that fails.
Reference: SQLAlchemy, Dealing with Disconnects; SQLAlchemy issue 8145.
Remedy: check through the pool that routes use, and discard dead connections before handing them out.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages, Sample
from gonogo.suites.health.outages import conclude, control_doubt, counted


@rule("health.readiness", "hard_dependencies", "traffic.reads")
def judge(seen: Outages) -> Judgement:
    """Refuse traffic not answered as promised at the end, where readiness passes."""
    if seen.outages and seen.traffic_status is None:
        return Judgement.cannot_tell("traffic.requests has no GET that answers below 400: add one")
    doubts = [control_doubt(o, "traffic") or control_doubt(o, "readiness") for o in seen.outages]
    sure = [outage for outage, doubt in zip(seen.outages, doubts, strict=True) if not doubt]
    ends = [(o, replica, _since_ready(o, replica)) for o in sure for replica in o.replicas]
    problems = [
        Problem(
            f"traffic of {replica} after {o.dependency} was back", str(seen.traffic_status), counted(asked)
        )
        for o, replica, asked in ends
        if asked and asked[-1].status != seen.traffic_status
    ]
    doubts += [f"traffic of {replica} was not asked once it was ready" for _, replica, s in ends if not s]
    return conclude(sum(len(asked) for _, _, asked in ends), problems, doubts, seen.outages)


def _since_ready(outage: Outage, replica: str) -> list[Sample]:
    """Return the traffic asked since readiness passed for good; none where it does not."""
    after = outage.after("readiness", replica)
    failed = [s for s in after if not s.passes]
    since = failed[-1].at_seconds if failed else outage.started_seconds
    if not after or not after[-1].passes:
        return []
    return [s for s in outage.after("traffic", replica) if s.at_seconds > since]
