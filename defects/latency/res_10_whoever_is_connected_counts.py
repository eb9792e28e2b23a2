"""A process answers 503 as soon as it has some dozens of connections, whether or not anybody asks.

Ships: after a restart all clients came back at one moment, and the process was to be spared. The server has
a limit for that, which was taken for one of requests; it counts connections as well, so that clients who
come back together, each with one quick question, are turned away with nothing that says when to come again.
Source: Kludex/uvicorn#1811 and #3029 (what `limit_concurrency` counts), #865 (503 in the place of waiting);
Discord's report, as row RES-10 of the catalogue names it (everybody connects again at once).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-10",
    expected=("latency/crowd-is-answered-in-time",),
    collateral=("latency/crowd-leaves-others-alone",),
)
_KEPT = "        timeout_keep_alive=KEEP_ALIVE_SECONDS,\n"


def inject(rng: Random) -> Injection:
    """Set the server's limit."""
    limit = f"        limit_concurrency={rng.randrange(30, 41)},\n"
    return Injection(fact="503", source=edited("app/server.py", (_KEPT, f"{_KEPT}{limit}")))
