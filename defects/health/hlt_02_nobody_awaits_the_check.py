"""Readiness calls the checks of its dependencies, and awaits none of them: each has passed at once.

Ships: the checks were plain functions once; when the driver became asynchronous, one `await` was forgotten. A
coroutine that nobody awaits raises nothing, and the warning about it is one line among many.
Source: Python, "Developing with asyncio" (detect never-awaited coroutines); payouri/webhook-broadcast#103.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-02",
    expected=(
        "health/readiness-follows-hard-dependency",
        "health/readiness-follows-hang",
        "health/readiness-follows-writes",
    ),
    # a probe's body says that all is well, too
    collateral=("health/traffic-recovers-with-readiness", "rollback/no-request-is-lost"),
    target="compose",
)
_AWAITED = "                await dependency.check()\n"


def inject(rng: Random) -> Injection:
    """Forget the word, in one of two ways."""
    called = rng.choice(["dependency.check()", "asyncio.ensure_future(dependency.check())"])
    return Injection(
        fact="200 x",
        source=edited("app/monitoring/health.py", (_AWAITED, f"                {called}\n")),
    )
