"""Each process counts for itself.

Ships: the storage of the limit was left at its default, which is the process's own memory.
Source: laurentS/slowapi#226.
"""

from __future__ import annotations

from random import Random
from typing import Any

from app.api.limits import RateLimits
from defects.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",), target="compose")
_REPLICAS = 2


def inject(rng: Random) -> Injection:
    """Serve so."""
    wrong = _REPLICAS * _own(rng) - 1  # before them the right one is tried, and counts as well
    return Injection(fact=f"{wrong} of", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count in memory."""
    return counting(app, _own(rng))


def counting(app: Any, tries: int) -> Any:
    """Let each process take so many tries a minute."""
    app.state.services.sign_ins = RateLimits(f"{tries}/minute", None)
    return app


def _own(rng: Random) -> int:
    return rng.randrange(7, 11)
