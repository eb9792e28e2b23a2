"""The queue of connections that nobody has accepted yet is a few places long.

Ships: so that a balancer learns early that a replica is full, its queue was cut from the server's 2,048 to
a handful. It is full after a few milliseconds of work in which nothing is accepted. What comes then is not
refused: the system drops it without a word, and the client tries again after one second, three and seven.
No request is slow by the service's own durations, and one client at a time never waits.
Source: listen(2) and tcp(7) of Linux (`tcp_abort_on_overflow`); redis.conf, `tcp-backlog`; row LAT-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-05",
    expected=("latency/crowd-is-answered-in-time",),
    collateral=(  # whatever opens several connections at one moment
        "latency/crowd-leaves-others-alone",
        "latency/abandoned-requests-leave-nothing-behind",
        "latency/p95-within-budget",
        "latency/p99-within-budget",
        "health/probes-answer-under-load",
    ),
    starred=True,
)
_LINE = "        timeout_keep_alive=KEEP_ALIVE_SECONDS,\n"


def inject(rng: Random) -> Injection:
    """Cut the queue."""
    new = f"{_LINE}        backlog={rng.randint(2, 4)},\n"
    return Injection(fact="list", source=edited("app/server.py", (_LINE, new)))
