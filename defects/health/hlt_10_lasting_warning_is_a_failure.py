"""A part that is away for more than a moment counts as failed, whatever the service can do without it.

Ships: the cache had been away for a night, with a warning in each answer of each probe, and nobody looked.
A warning that lasts is to be seen, so that it becomes a failure after some seconds: of readiness, on every
replica at the same time. A short test of the outage, of a second or two, passes.
Source: AWS Builders' Library, "Implementing health checks" (dependency checks and fleet-wide ejection);
draft-inadarei-api-health-check, 3.1 (warn is healthy, with concerns).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-10",
    expected=("health/optional-dependency-does-not-eject",),
    collateral=("health/hung-optional-dependency-holds-up-nobody",),
    target="compose",
)
_WORST = "        return worst([result.status for result in await self.results()])\n"
_FAILING = "        self._failing: set[str] = set()\n"
_RESULT = "    async def _result(self, dependency: Dependency)"
_LOG = "_log = structlog.get_logger(__name__)\n"


def inject(rng: Random) -> Injection:
    """Make it a failure."""
    return lasting(rng, '            return "fail"\n')


def lasting(rng: Random, then: str) -> Injection:
    """Do something about a part that is away for longer than some seconds."""
    seconds = rng.choice([2.5, 3.0, 3.5, 4.0])
    weighed = (
        "    def _weighed(self, result: Result) -> Status:\n"
        '        """Return a part\'s status, in view of how long it has been so."""\n'
        '        if result.status == "pass":\n'
        "            self._since.pop(result.dependency.name, None)\n"
        "            return result.status\n"
        "        since = self._since.setdefault(result.dependency.name, time.monotonic())\n"
        "        if time.monotonic() - since > LASTING_SECONDS:\n"
        f"{then}"
        "        return result.status\n\n"
    )
    source = edited(
        "app/monitoring/health.py",
        (_LOG, f"LASTING_SECONDS = {seconds}\n{_LOG}"),
        (_FAILING, f"{_FAILING}        self._since: dict[str, float] = {{}}\n"),
        (_WORST, "        return worst([self._weighed(result) for result in await self.results()])\n"),
        (_RESULT, weighed + _RESULT),
    )
    return Injection(fact="503", source=source)
