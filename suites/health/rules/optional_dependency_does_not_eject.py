"""Without an optional dependency the replica stays ready and its traffic works.

Why: a readiness that fails for a cache takes the whole fleet out at once, for something that no route needs.
Reference: AWS Builders' Library, Implementing health checks (dependency checks and fleet-wide ejection).
Remedy: report an optional dependency as warn with 2xx, and bound its time-outs: routes work without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health, Probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outage, Outages
from gonogo.suites.health.outages import conclude, control_doubt, counted
from gonogo.suites.health.unseen import unseen, unseen_doubt


@rule("health.readiness", "optional_dependencies")
def judge(seen: Outages, health: Health) -> Judgement:
    """Refuse a readiness that is not 2xx, and traffic not answered as promised, while one is away."""
    probe = health.readiness
    optional = [outage for outage in seen.outages if not outage.hard]
    doubts = [control_doubt(o, "readiness") or _traffic_doubt(o, seen.traffic_status) for o in optional]
    sure = [outage for outage, doubt in zip(optional, doubts, strict=True) if not doubt]
    problems = [p for outage in sure for p in _problems(outage, seen.traffic_status, probe)]
    late = [unseen_doubt((*o.away("readiness"), *o.away("traffic")), probe) for o in sure]
    examined = sum(len(outage.away("readiness")) for outage in sure)
    return conclude(examined, problems, (*doubts, *late), optional)


def _traffic_doubt(outage: Outage, promised: int | None) -> str:
    """Return which replica did not answer users as promised before: it owes nobody more without."""
    for replica in outage.replicas:
        own = [s for s in outage.before("traffic") if s.replica == replica]
        if own and own[-1].status != promised:
            return f"traffic of {replica} was {own[-1].answer} before {outage.dependency} was taken away"
    return ""


def _problems(outage: Outage, promised: int | None, probe: Probe | None) -> Iterator[Problem]:
    for replica in outage.replicas:
        ejected = [s for s in outage.away("readiness", replica) if not s.passes and not unseen(s, probe)]
        if ejected:
            yield Problem(f"readiness of {replica} without {outage.dependency}", "2xx", counted(ejected))
        users = outage.away("traffic", replica)
        broken = [s for s in users if s.status != promised and not unseen(s, probe)]
        if broken:
            yield Problem(f"traffic of {replica} without {outage.dependency}", f"{promised}", counted(broken))
