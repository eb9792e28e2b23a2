"""The checks of readiness wait for the database as long as it takes.

Ships: the deadline was the driver's own, which is minutes, or none.
Source: OWASP ASVS 5.0 13.1.3, 13.2.6.
"""

from __future__ import annotations

from random import Random
from typing import Any

from app.monitoring import health
from proving.seed import Defect, Injection

DEFECT = Defect("RES-03", expected=("health/probes-answer-during-hang",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve with those checks."""
    return Injection(fact="timeout after", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Raise both deadlines."""
    seconds = rng.uniform(20, 60)
    database = app.state.services.database
    beat = database.beat
    vars(health)["CHECK_TIMEOUT_SECONDS"] = seconds

    async def patient(_timeout_seconds: float) -> None:
        await beat(seconds)

    database.beat = patient
    return app
