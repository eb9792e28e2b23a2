"""Readiness asks the database for a one.

Ships: the pool's own pre-ping was taken for a health check.
Source: gpustack/gpustack#6105, #6107.
"""

from __future__ import annotations

from random import Random
from typing import Any

from sqlalchemy import event, text

from proving.seed import Defect, Injection

DEFECT = Defect("HLT-18", expected=("health/readiness-follows-writes",), target="compose", starred=True)


def inject(rng: Random) -> Injection:
    """Serve with that check."""
    return Injection(fact="200 x", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Read where the heartbeat was written, on sessions of any kind."""
    database, statement = app.state.services.database, text(f"SELECT {rng.randrange(1, 1000)}")
    event.listen(database.engine.sync_engine, "do_connect", _take_any)

    async def beat(timeout_seconds: float) -> None:
        await database.run(lambda connection: connection.execute(statement), timeout_seconds)

    database.beat = beat
    return app


def _take_any(_dialect: object, _record: object, _arguments: object, parameters: dict[str, Any]) -> None:
    parameters["target_session_attrs"] = "any"
