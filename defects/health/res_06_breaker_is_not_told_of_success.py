"""A circuit breaker of the routes opens with each failed check of readiness, and no good one closes it.

Ships: the breaker was put where all statements go, and the checks were let past it, for they have to see the
end of an outage. They tell it of failures alone: a replica says that it is ready, and its routes fail on for
a while.
Source: getnora-io/nora#585 and zentinelproxy/zentinel#261 (breakers that stay open once all is well);
Microsoft, "Circuit Breaker pattern".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-06",
    expected=("health/traffic-recovers-with-readiness",),
    # what asks the routes within that time finds them failing
    collateral=(
        "health/connections-are-taken-while-it-drains",
        "health/optional-dependency-does-not-eject",
        "rollback/no-request-is-lost",
    ),
    target="compose",
)
_INIT = "        self._abandoned: set[asyncio.Task[Any]] = set()\n"
_CREATE = (
    "        task = asyncio.create_task(self._connected(operation))\n        try:\n            done, _ ="
)
_LATE = '            raise DatabaseUnavailableError("no answer within the deadline")\n'
_RESULT = "            return task.result()\n"
_REASON = '            reason = getattr(error, "orig", error)\n'
_OLD_SCHEMA = (
    '            raise DatabaseUnavailableError("the schema is older than this release") from error\n'
)
_BREAKER = """\
    def _told(self, *, well: bool) -> None:
        self._worked = self._worked or well
        if not well and self._worked:
            self._open_until = time.monotonic() + SECONDS
ON_SUCCESS
    def _abandon("""
_CLOSES = """\
        if well:
            self._open_until = 0.0
"""


def inject(rng: Random) -> Injection:
    """Draw for how long it stays open."""
    return breaking(rng, "")


def closing(rng: Random) -> Injection:
    """Close it with whatever succeeds."""
    return breaking(rng, _CLOSES)


def breaking(rng: Random, on_success: str) -> Injection:
    """Put the breaker where statements go; what brings a deadline of its own goes past it."""
    seconds = f"{rng.uniform(16.5, 18.0):.2f}"
    refused = (
        "        if timeout_seconds is None and time.monotonic() < self._open_until:\n"
        '            raise DatabaseUnavailableError("the circuit is open")\n'
    )
    breaker = _BREAKER.replace("SECONDS", seconds).replace("ON_SUCCESS\n", on_success + "\n")
    return Injection(
        fact="503 x",
        source=edited(
            "app/knowledge/database.py",
            ("import random\n", "import random\nimport time\n"),
            (_INIT, f"{_INIT}        self._worked, self._open_until = False, 0.0\n"),
            (_CREATE, refused + _CREATE),
            (_LATE, f"            self._told(well=False)\n{_LATE}"),
            (_RESULT, "            answer = task.result()\n"),
            (_REASON, f"            self._told(well=False)\n{_REASON}"),
            (_OLD_SCHEMA, f"{_OLD_SCHEMA}        self._told(well=True)\n        return answer\n"),
            ("    def _abandon(", breaker),
        ),
    )
