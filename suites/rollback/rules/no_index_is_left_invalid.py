"""No index of the release's database is invalid while nobody works on it.

Why: an index that was built concurrently and whose building was cut short, or met a duplicate, stays: each
write keeps it up, no query uses it, and `IF NOT EXISTS` takes it for done in the next attempt.
Reference: PostgreSQL, CREATE INDEX, "Building Indexes Concurrently"; fazer-ai/agents issue 759;
prebid/salesagent issue 2087; influxdb_iox issue 8450.
Remedy: `DROP INDEX CONCURRENTLY IF EXISTS` before each `CREATE INDEX CONCURRENTLY`, or `REINDEX INDEX
CONCURRENTLY` what is invalid; look into `pg_index.indisvalid` before a migration says that it is done.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.migrations import Indexes


@rule("postgresql_dependencies")
def judge(seen: Indexes) -> Judgement:
    """Refuse each index that is invalid, not ready or not live."""
    problems = tuple(
        Problem(f"{one.dependency}: {one.database}", "valid indexes", f"{index} is invalid")
        for one in seen.databases
        for index in one.invalid
    )
    names = ", ".join(one.database for one in seen.databases)
    empty = f"the database {names} has no index: is it the release's?"
    return Judgement(sum(one.indexes for one in seen.databases), problems, empty)
