"""Told to stop, each worker drains for a while of its own, and some go on answering when others have ended.

Good because: all of them are told at once, and each says from then on that it is not ready.
Source: general experience; ends that are spread out spare the database a moment at which all connections
close.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("HLT-17", of="HLT-17-workers-stop-one-by-one")


def inject(rng: Random) -> Injection:
    """Drain longer by tenths of a second that depend on the process."""
    longer = f"drain_seconds + (os.getpid() % {rng.randrange(4, 9)}) / 10)"
    return Injection(
        fact="drains",
        environment={"WEB_CONCURRENCY": str(rng.choice((2, 3)))},
        source=edited("app/workers.py", ("_configured().drain_seconds)", f"_configured().{longer}")),
    )
