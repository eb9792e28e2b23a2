"""Once traffic has ended, a process holds no more files, sockets and threads than before.

Why: each open descriptor and thread that stays behind a request is taken from a limit, and when that is
reached nothing can be opened any more: no connection, no file, no log.
Reference: getrlimit(2), RLIMIT_NOFILE; CWE-772 (missing release of a resource).
Remedy: open with a context manager, keep one client for all requests, and let threads end with their work;
what stays open is listed in /proc/<pid>/fd.
"""

from __future__ import annotations

from gonogo.contract.soak import Soak
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.growth import count_growth
from gonogo.suites.latency.observations.soak import Soaked
from gonogo.suites.latency.soaking import conclude


@rule("latency.soak.descriptors")
def judge(seen: Soaked, soak: Soak) -> Judgement:
    """Refuse a process that has more of them after each part than is allowed."""
    allowed = f"at most {soak.descriptors} more"
    return conclude(
        seen,
        soak,
        lambda part: count_growth(part, soak, ran_out=seen.fails),
        lambda course: course.descriptors,
        allowed,
    )
