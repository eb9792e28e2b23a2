"""A check is tried again before it counts as failed, and each try has the whole deadline.

Ships: one lost packet had taken a replica out. Where the database refuses, all tries are over at once, and
every test of an outage is as quick as before; where it hangs, the probe waits for each of them, and who asks
has gone by then.
Source: Chef Supermarket, 2014 (danluu/post-mortems); Kubernetes, "Configure Probes" (timeoutSeconds,
failureThreshold: the prober tries again by itself).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-13",
    expected=("health/probes-answer-during-hang",),
    collateral=(
        "health/readiness-follows-hang",
        "health/broken-replica-is-taken-out",
        "health/hung-optional-dependency-holds-up-nobody",
    ),
    target="compose",
)
_CHECKED = """            async with asyncio.timeout(CHECK_TIMEOUT_SECONDS):
                await dependency.check()
"""
_RESULT = "    async def _result(self, dependency: Dependency)"


def inject(rng: Random) -> Injection:
    """Try it three or four times."""
    return trying(rng.choice([3, 4]), "CHECK_TIMEOUT_SECONDS")


def trying(tries: int, deadline: str) -> Injection:
    """Try a check so often, each time with a deadline."""
    tried = (
        "    async def _checked(self, dependency: Dependency) -> None:\n"
        '        """Check; raises what the last try raised."""\n'
        f"        for left in reversed(range({tries})):\n"
        "            try:\n"
        f"                async with asyncio.timeout({deadline}):\n"
        "                    await dependency.check()\n"
        "                return\n"
        "            except Exception:\n"
        "                if not left:\n"
        "                    raise\n\n"
    )
    source = edited(
        "app/monitoring/health.py",
        (_CHECKED, "            await self._checked(dependency)\n"),
        (_RESULT, tried + _RESULT),
    )
    return Injection(fact="readiness", source=source)
