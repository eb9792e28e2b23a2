"""No process keeps memory of each request that it has answered.

Why: a leak is invisible in a test and in the first hour; then each replica is killed for its memory, all of
them at about the same time, since they got the same traffic.
Reference: AWS, Summary of the October 22, 2012 AWS Service Event (a memory leak in an agent); CWE-401; Sen,
Estimates of the Regression Coefficient Based on Kendall's Tau, 1968.
Remedy: compare two heap snapshots some thousand requests apart; look for a list, a cache without a bound, a
callback or a label that is added with each request. Where it comes to rest later, raise `warm_up_requests`.
"""

from __future__ import annotations

from gonogo.contract.soak import Soak
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.floors import floor_growth
from gonogo.suites.latency.growth import memory_growth
from gonogo.suites.latency.observations.soak import Soaked
from gonogo.suites.latency.soaking import conclude


@rule("latency.soak.memory_bytes_per_request")
def judge(seen: Soaked, soak: Soak) -> Judgement:
    """Refuse a process that keeps more of each request than is allowed, part after part."""
    allowed = f"at most {soak.memory_bytes_per_request:,} bytes a request"
    return conclude(
        seen,
        soak,
        lambda part: memory_growth(part, soak),
        lambda course: course.memory_bytes,
        allowed,
        also=floor_growth(seen.parts, soak),
    )
