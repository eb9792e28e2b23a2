"""Heartbeats have a connection that is opened once, and once it is lost each of them fails.

Ships: checks had waited for the pool behind slow requests, and a busy replica was taken out. A connection of
their own is kept for them. When the database goes it dies in the middle of a transaction that nobody ends:
from then on SQLAlchemy refuses each statement on it, and the replica is not ready until it is restarted. Its
routes, which take theirs from the pool, would work.
Source: SQLAlchemy, error 8s2b ("Can't reconnect until invalid transaction is rolled back"); Discord, Redis
migration (post-mortem); row RES-06. The connection for heartbeats is own.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-06",
    expected=("health/readiness-recovers",),
    collateral=("health/traffic-recovers-with-readiness", "health/broken-replica-is-taken-out"),
    target="compose",
)
_SLOT = "        self._slot = random.SystemRandom().randrange(HEARTBEAT_SLOTS)\n"
_DEADLINE = """        timeout_seconds: float | None = None,
    ) -> _Answer:
"""
_CONNECTED = "        task = asyncio.create_task(self._connected(operation))\n"
_CHOSEN = """        connected = self._on_KEPT if beats else self._connected
        task = asyncio.create_task(connected(operation))
"""
_RUN = "        await self.run(lambda connection: connection.execute(upsert), timeout_seconds)\n"
_ABANDON = "    def _abandon(self, task: asyncio.Task[Any]) -> None:\n"
_KEPT = '''
    async def _on_KEPT(self, operation: Callable[[AsyncConnection], Awaitable[_Answer]]) -> _Answer:
        """Run `operation` on the connection of the heartbeats, which waits for no request."""
        if self._KEPT is None:
            self._KEPT = await self.engine.connect()
        return await operation(self._KEPT)

'''


def inject(rng: Random) -> Injection:
    """Keep it in one attribute or another."""
    kept = rng.choice(["pulse", "reserved", "own", "kept"])
    source = edited(
        "app/knowledge/database.py",
        (_SLOT, f"{_SLOT}        self._{kept}: AsyncConnection | None = None\n"),
        (_DEADLINE, _DEADLINE.replace("    ) ->", "        *,\n        beats: bool = False,\n    ) ->")),
        (_CONNECTED, _CHOSEN.replace("KEPT", kept)),
        (_RUN, _RUN.replace("timeout_seconds)", "timeout_seconds, beats=True)")),
        (_ABANDON, _KEPT.replace("KEPT", kept)[1:] + _ABANDON),
    )
    return Injection(fact="database", source=source)
