"""Readiness asks the database for a one.

Ships: the pool's own pre-ping was taken for a health check.
Source: gpustack/gpustack#6105, #6107.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sqlalchemy import text

from defects.seed import Defect, Injection

DEFECT = Defect("HLT-18", expected=("health/readiness-follows-writes",), target="compose", starred=True)


def inject(rng: Random) -> Injection:
    """Serve with that check."""
    return Injection(fact="200 x", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Read where the heartbeat was written."""
    database, statement = app.state.services.database, text(f"SELECT {rng.randrange(1, 1000)}")

    async def beat(timeout_seconds: float) -> None:
        await database.run(lambda connection: connection.execute(statement), timeout_seconds)

    database.beat = beat
    return app
