"""The release is killed before its drain is over.

Ships: somebody was tired of waiting for the stack to stop.
Source: Kludex/uvicorn#1950; groktocrawl#417.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-19", expected=("config/stop-grace-outlasts-the-drain",))


def inject(rng: Random) -> Injection:
    """Give it less than its own settings add up to."""
    grace = f"{rng.randrange(21, 99) / 10:g}"
    return stopping(f"{grace} s", grace=f"{grace}s")


def stopping(fact: str, grace: str, **environment: str) -> Injection:
    """Change how the release is stopped, and its own settings for that."""
    service = {"stop_grace_period": grace, "environment": environment}
    return Injection(fact=fact, override={"services": {"app": service}})
