"""Whoever asks the cache waits for its answer as long as it takes: the client has no time-out.

Ships: `socket_timeout` was taken out since it "made errors" while the cache saved its data; a cache that is
gone still fails at once, and one that hangs never does.
Source: redis-py, `socket_timeout` (none by default); OWASP ASVS 5.0 13.2.6; row RES-03.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-03", expected=("health/hung-optional-dependency-holds-up-nobody",), target="compose")
_OLD = """        socket_timeout=answer_seconds,
        socket_connect_timeout=TIMEOUT_SECONDS,
"""


def inject(rng: Random) -> Injection:
    """Leave it out, or make it one of batch jobs."""
    answers = rng.choice(["", f"        socket_timeout={rng.randrange(20, 60)}.0,\n"])
    return Injection(
        fact="without cache",
        source=asking(f"{answers}        socket_connect_timeout=TIMEOUT_SECONDS,\n"),
    )


def asking(new: str) -> dict[str, str | None]:
    """Make the pool of connections otherwise."""
    return edited("app/knowledge/backends.py", (_OLD, new))
