"""Traffic works again once readiness says so after an outage.

Why: a readiness that checks by a connection of its own is green while every pooled connection of the routes
is dead, and invites the traffic that fails; with several processes, one of them may fail for ever.
Reference: SQLAlchemy, Dealing with Disconnects; SQLAlchemy issue 8145.
Remedy: check through the pool that routes use, and discard dead connections before handing them out.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages, Sample
from gonogo.suites.health.outages import conclude, control_doubt, counted

_AGAIN, _AGAIN_SECONDS = 4, 1.0


@rule("health.readiness", "hard_dependencies", "traffic.reads")
def judge(seen: Outages) -> Judgement:
    """Refuse traffic not answered as promised at the end, or now and then, where readiness passes."""
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
        if asked and (asked[-1].status != seen.traffic_status or _comes_and_goes(asked, seen.traffic_status))
    ]
    doubts += [f"traffic of {replica} was not asked once it was ready" for _, replica, s in ends if not s]
    return conclude(sum(len(asked) for _, _, asked in ends), problems, doubts, seen.outages)


def _comes_and_goes(asked: list[Sample], promised: int | None) -> bool:
    """Whether it failed again and again after it had worked: more often than by a few dead connections."""
    first = next((at for at, s in enumerate(asked) if s.status == promised), len(asked))
    again = [s for s in asked[first:] if s.status != promised and not (s.status is None and s.late_seconds)]
    return len(again) >= _AGAIN and again[-1].at_seconds - again[0].at_seconds >= _AGAIN_SECONDS


def _since_ready(outage: Outage, replica: str) -> list[Sample]:
    """Return the traffic asked since readiness passed for good; none where it does not."""
    after = outage.after("readiness", replica)
    failed = [s for s in after if not s.passes]
    since = failed[-1].at_seconds if failed else outage.started_seconds
    if not after or not after[-1].passes:
        return []
    return [s for s in outage.after("traffic", replica) if s.at_seconds > since]
