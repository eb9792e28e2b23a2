"""Liveness asks nobody, and fails once the database has been away for some seconds: "a restart mends it".

Ships: after an outage some pools never recovered, and a restart helped; so the process says that it is dead
when its last good write check is too long ago. In the next outage all replicas are restarted, again and
again.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes", caution; vdnt.click (restart
storms).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-01",
    expected=("health/liveness-survives-outage",),
    collateral=("health/liveness-survives-hang",),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Remember since when a hard dependency has failed, and let liveness look at that."""
    seconds = rng.choice([2.0, 2.5, 3.0])
    health = edited(
        "app/monitoring/health.py",
        (
            "_log = structlog.get_logger(__name__)\n",
            (
                f"STUCK_SECONDS = {seconds}\n"
                '"""Whoever could not write for so long has lost its pool: a restart gets a new one."""\n\n'
                "_log = structlog.get_logger(__name__)\n"
            ),
        ),
        (
            "        self._failing: set[str] = set()\n",
            "        self._failing: set[str] = set()\n        self._failed_at: dict[str, float] = {}\n",
        ),
        (
            "    async def results(self) -> list[Result]:\n",
            (
                "    @property\n"
                "    def is_stuck(self) -> bool:\n"
                '        """Whether what the service cannot do without has failed for too long."""\n'
                "        now = time.monotonic()\n"
                "        return any(now - at > STUCK_SECONDS for at in self._failed_at.values())\n\n"
                "    async def results(self) -> list[Result]:\n"
            ),
        ),
        (
            '        """Log a change, not a state: a probe a second would bury it."""\n',
            (
                '        """Log a change, not a state: a probe a second would bury it."""\n'
                "        if error is None:\n"
                "            self._failed_at.pop(dependency.name, None)\n"
                '        elif dependency.failing == "fail":\n'
                "            self._failed_at.setdefault(dependency.name, time.monotonic())\n"
            ),
        ),
    )
    probe = edited(
        "app/api/operations.py",
        (
            '@router.get("/health/live")\nasync def live() -> Response:\n',
            (
                '@router.get("/health/live", responses=_UNAVAILABLE)\n'
                "async def live(services: ServicesOf) -> Response:\n"
            ),
        ),
        (
            '    return _health("pass")\n',
            '    return _health("fail" if services.health.is_stuck else "pass")\n',
        ),
    )
    return Injection(fact="503", source={**health, **probe})
