"""Readiness asks the database whether it is a standby, and a primary that takes no writes says no.

Ships: each probe wrote a row, which looked like waste, and the only server that takes no writes was thought
to be a standby. One whose disk is full, or whose operator has made it read-only, is no standby.
Source: PostgreSQL, `pg_is_in_recovery` and `default_transaction_read_only`; gpustack#6105; row HLT-18.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-18", expected=("health/readiness-follows-writes",), target="compose", starred=True)
_BEGIN = '        """Write this process\'s heartbeat row: proof that the database takes writes."""\n'
_OLD = (
    _BEGIN
    + """        insert = postgresql.insert if self.dialect == "postgresql" else sqlite.insert
        beaten_at = {"beaten_at": datetime.now(UTC)}
        statement = insert(heartbeat).values(slot=self._slot, **beaten_at)
        upsert = statement.on_conflict_do_update(index_elements=["slot"], set_=beaten_at)
        await self.run(lambda connection: connection.execute(upsert), timeout_seconds)
"""
)
_SESSIONS = """stays so: it would fail writes long after the recovery.
        "target_session_attrs": "read-write",
"""


def inject(rng: Random) -> Injection:
    """Ask in the place of writing, at each connection too."""
    name = rng.choice(["standby", "in_recovery", "replica"])
    new = f'''        """Ask whether this is the server that takes writes: a standby does not."""
        asked = text("SELECT pg_is_in_recovery()" if self.dialect == "postgresql" else "SELECT 0")
        {name} = (await self.run(lambda connection: connection.execute(asked), timeout_seconds)).scalar()
        if {name}:
            raise DatabaseUnavailableError("the server is a standby")
'''
    attributes = rng.choice(["primary", "any"])
    source = edited(
        "app/knowledge/database.py",
        (_OLD, new),
        (_SESSIONS, _SESSIONS.replace("read-write", attributes)),
    )
    return Injection(fact="readiness", source=source)
