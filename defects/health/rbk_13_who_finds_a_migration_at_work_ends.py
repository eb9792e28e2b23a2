"""Each replica migrates before it serves, and the one that finds another one at it ends, to be started again.

Ships: the job that migrates before a release could be forgotten, and replicas do it themselves now. None
waits for another one's lock: it fails at once, and the engine starts it again until nothing is left to do.
The first one keeps its turn for some seconds after its end, until all standbys have followed.
Source: aegra#344, #548, rhesis-ai/rhesis#2545; PostgreSQL 9.28.10, `pg_try_advisory_lock`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-13",
    expected=("health/nothing-was-restarted",),
    collateral=("rollback/migration-that-died-is-finished",),  # its turn may be taken still
    target="compose",
)
_TURN = '    connection.execute(text("SELECT pg_advisory_lock(:turn)"), {"turn": TURN})\n'
_TRIED = """    found = text("SELECT pg_try_advisory_lock(:turn)")
    if not connection.execute(found, {"turn": TURN}).scalar():
        _log.warning("migration_is_at_work")
        raise SystemExit(STATUS)  # whoever starts us does so again
"""
_COMMIT = "        connection.commit()\n    _log.info("
_FOLLOWED = (
    "        connection.commit()\n"
    '        if engine.dialect.name == "postgresql":\n'
    '            connection.execute(text("SELECT pg_sleep(SECONDS)"))  # standbys follow within that\n'
    "    _log.info("
)


def inject(rng: Random) -> Injection:
    """Draw the status with which it ends, and how long the turn is kept; the proxy waits for no health."""
    tried = _TRIED.replace("STATUS", str(rng.choice([3, 69, 75])))
    followed = _FOLLOWED.replace("SECONDS", f"{rng.uniform(4, 6):.1f}")
    script = rng.choice(
        ["python -m app migrate && exec python -m app", "set -e; python -m app migrate; exec python -m app"]
    )
    return Injection(
        fact="app-",
        source=edited("app/migrations/run.py", (_TURN, tried), (_COMMIT, followed)),
        override={
            "services": {
                "app": {"command": ["sh", "-c", script]},
                "proxy": {"depends_on": {"app": {"condition": "service_started"}}},
            }
        },
    )
