"""A process that is not ready ends itself at once: what should take it out of traffic kills it.

Ships: connections had once stayed dead until somebody restarted a replica, so that it now does so by itself
when its own check has failed a few times. The check is readiness's, and its patience is shorter than an
outage: all replicas end together, lose what they have in flight and come back to a database that is still
away.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes" (caution); row HLT-03 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-03",
    expected=("health/liveness-survives-outage",),
    collateral=(
        "health/readiness-follows-hard-dependency",
        "health/readiness-recovers",
        "health/status-agrees-with-body-in-outage",
        "health/traffic-recovers-with-readiness",
    ),
    target="compose",
)
_IMPORTS = "import asyncio\nimport time\n"
_CHECKED = "                self._checked_at = time.monotonic()\n"
_STATE = "        self._failing: set[str] = set()\n"
_NEXT = "    async def status(self, *, draining: bool) -> Status:\n"
_END = '''    def _end_if_hopeless(self) -> None:
        """End the process when it could serve nobody so often: a fresh one has fresh connections."""
        well = worst([result.status for result in self._results]) != "fail"
        self._failed = 0 if well or not self.started else self._failed + 1
        if self._failed >= ENDS_AFTER:
            _log.error("ends_itself", failed_checks=self._failed)
            os._exit({status})

'''


def inject(rng: Random) -> Injection:
    """End after two or three failed checks in a row, of which there is one in a second."""
    number, status = rng.choice([2, 3]), rng.choice([1, 3, 70])
    media_type = 'MEDIA_TYPE = "application/health+json"\n'
    source = edited(
        "app/monitoring/health.py",
        (_IMPORTS, "import asyncio\nimport os\nimport time\n"),
        (media_type, f"{media_type}ENDS_AFTER = {number}\n"),
        (_STATE, f"{_STATE}        self._failed = 0\n"),
        (_CHECKED, f"{_CHECKED}                self._end_if_hopeless()\n"),
        (_NEXT, _END.replace("{status}", str(status)) + _NEXT),
    )
    return Injection(fact="database", source=source)
