"""A database that takes no writes makes readiness a warning, for its reads are served.

Ships: a failover made the database read-only for half a minute, all replicas left the traffic at once, and
reading went away with writing. Since then that one error is told from all others: connections to a read-only
server are kept, and the page warns. What was meant for half a minute lasts for days, with each write failing,
and nobody is told by anything that decides on traffic.
Source: gpustack#6105, #6107 (3 days in production); PostgreSQL, `default_transaction_read_only`, error 25006;
AWS Builders' Library, "Implementing health checks" (fail open); row HLT-18.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-18", expected=("health/readiness-follows-writes",), target="compose", starred=True)
_CLASS = "class Database:\n"
_RAISED = """            reason = getattr(error, "orig", error)
"""
_SESSIONS = '        "target_session_attrs": "read-write",\n'
_IMPORT = "from app.config.monitoring import CHECK_AGE_SECONDS, CHECK_TIMEOUT_SECONDS\n"
_FAILING = "            status: Status = dependency.failing\n"


def inject(rng: Random) -> Injection:
    """Tell the error from the others, and go on with whatever server answers."""
    name = rng.choice(["ReadOnlyError", "DatabaseReadsOnlyError", "WritesRefusedError"])
    defined = f'''class {name}(DatabaseUnavailableError):
    """The database answers, and takes no writes just now."""


'''
    told = f"""            if getattr(reason, "sqlstate", None) == _READ_ONLY_TRANSACTION:
                raise {name}(str(reason)) from error
"""
    warned = f"""            status: Status = "warn" if isinstance(error, {name}) else dependency.failing
"""
    source = edited(
        "app/knowledge/database.py",
        (_CLASS, f"{defined}{_CLASS}"),
        (_RAISED, f"{_RAISED}{told}"),
        (_SESSIONS, _SESSIONS.replace("read-write", "any")),
    ) | edited(
        "app/monitoring/health.py",
        (_IMPORT, f"{_IMPORT}from app.knowledge.database import {name}\n"),
        (_FAILING, warned),
    )
    return Injection(fact="readiness", source=source)
