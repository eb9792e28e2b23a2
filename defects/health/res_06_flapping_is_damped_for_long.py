"""A replica that was not ready has to be well several times in a row, and looks too seldom.

Ships: readiness went to and fro in an incident, and a damping was written: so many good looks before it says
yes again. The looks are seconds apart, so that every short outage of the database is a long one of the
service.
Source: RFC 2439 and RIPE-580 (route flap damping does more harm than good by its usual values); Kubernetes,
`successThreshold`; Discord, Redis migration (post-mortem).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RES-06", expected=("health/readiness-recovers",), target="compose")
_INIT = "        self._failing: set[str] = set()\n"
_STATUS = "        return worst([result.status for result in await self.results()])\n"
_DAMPED = """\
        return self._damped(worst([result.status for result in await self.results()]))

    def _damped(self, status: Status) -> Status:
        now = time.monotonic()
        if status == "fail":
            self._looks_left, self._looked_at = LOOKS, now - APART
        elif self._looks_left and now - self._looked_at >= APART:
            self._looks_left, self._looked_at = self._looks_left - 1, now
        return "fail" if self._looks_left else status
"""


def inject(rng: Random) -> Injection:
    """Look four times, and wait for seconds in between."""
    return damping(4, rng.uniform(5.5, 5.9))


def damping(looks: int, seconds: float) -> Injection:
    """Let readiness say yes again only after so many good looks, so many seconds apart."""
    damped = _DAMPED.replace("LOOKS", str(looks)).replace("APART", f"{seconds:.2f}")
    return Injection(
        fact="still 503",
        source=edited(
            "app/monitoring/health.py",
            (_INIT, f"{_INIT}        self._looks_left, self._looked_at = 0, 0.0\n"),
            (_STATUS, damped),
        ),
    )
