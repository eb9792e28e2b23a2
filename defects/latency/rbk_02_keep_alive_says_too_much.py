"""The answers say for how long a connection is kept, and it is ended long before.

Ships: the header was copied from the old server's answers, with the old server's time; clients keep their
pools by it, and lose a request now and then.
Source: RFC 2068, 19.7.1.1 (Keep-Alive); nodejs/node#34561 (why servers announce it), #52649.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-02", expected=("latency/idle-connections-are-safe-to-reuse",))
_KEEPS = "KEEP_ALIVE_SECONDS = 75"
_HEADERS = "        server_header=False,\n"


def inject(rng: Random) -> Injection:
    """Announce more than is kept."""
    seconds = rng.choice([2, 3, 5])
    return announced(seconds, seconds + rng.choice([12, 25, 55]))


def announced(seconds: int, promised: int) -> Injection:
    """Keep connections for so many seconds, and promise so many."""
    header = f'        headers=[("Keep-Alive", "timeout={promised}")],\n'
    changes = (_KEEPS, f"KEEP_ALIVE_SECONDS = {seconds}"), (_HEADERS, _HEADERS + header)
    return Injection(fact=f"{promised} s", source=edited("app/server.py", *changes))
