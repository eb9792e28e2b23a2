"""Each process counts for itself, as many tries as all of them together were promised to take.

Ships: the storage of the limit was left at its default, which is the process's own memory.
Source: laurentS/slowapi#226.
"""

from __future__ import annotations

from random import Random
from typing import Any

from app.api.limits import RateLimits
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/limit-holds-for-a-client",), target="compose")
_PROMISED = 30


def inject(_: Random) -> Injection:
    """Serve so; how many of the tries are taken depends on what else knocked within the last minute."""
    return Injection(fact="tries of wrong key", wraps=True)


def wrap(app: Any, _: Random) -> Any:
    """Count in memory."""
    return counting(app, _PROMISED)


def counting(app: Any, tries: int) -> Any:
    """Let each process take so many tries a minute."""
    app.state.services.sign_ins = RateLimits(f"{tries}/minute", None)
    return app
