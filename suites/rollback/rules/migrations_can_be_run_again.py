"""A migration that is run again on what it has migrated succeeds and leaves the schema as it is.

Why: each deployment, each retry of a job and each replica that migrates at its start runs it again; one that
fails then holds up the release, and one that does its work twice leaves a schema that nobody has tried.
Reference: squawk, prefer-robust-stmts; Kubernetes, Jobs ("the same program may sometimes be started twice").
Remedy: let a tool keep account of what was applied; where a script does it, `IF NOT EXISTS`, names for
constraints and indexes, and no `DROP TABLE` before `CREATE TABLE`.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.migrations import Migrations
from gonogo.suites.rollback.repeating import differences, doubt, repeats


@rule("migrated_dependencies")
def judge(seen: Migrations) -> Judgement:
    """Refuse a second run that fails, or after which the schema is another or tables are."""
    if unknown := doubt(seen):
        return Judgement.cannot_tell(unknown)
    runs = repeats(seen.databases, died=False)
    problems = tuple(problem for name, run in runs for problem in differences(name, run))
    return Judgement(len(runs), problems, "nothing was migrated")
