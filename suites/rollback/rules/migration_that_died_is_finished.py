"""A migration whose connection was cut half-way is finished by the next run.

Why: a database that fails over, a job's deadline and a node that goes end migrations in the middle of a
roll-out; what is not one transaction has then done a part, and the next run fails at it, or takes it for the
whole.
Reference: squawk, prefer-robust-stmts; PostgreSQL, CREATE INDEX, "Building Indexes Concurrently".
Remedy: one transaction for each revision and its entry in the tool's account; what cannot be in one (an
index that is built concurrently) alone in a revision, after `DROP INDEX CONCURRENTLY IF EXISTS`; locks that
end with their connection (`pg_advisory_lock`), and not rows.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.migrations import Migrations, Repeated
from gonogo.suites.rollback.repeating import differences, doubt, repeats


@rule("resumed_dependencies")
def judge(seen: Migrations) -> Judgement:
    """Refuse a run after a cut one that fails, or that says it is done when the schema is another."""
    if unknown := doubt(seen):
        return Judgement.cannot_tell(unknown)
    runs = repeats(seen.databases, died=True)
    problems = tuple(problem for name, run in runs for problem in _problems(name, run))
    return Judgement(len(runs), problems, "no run was cut: the migration makes no statement of its own")


def _problems(dependency: str, repeated: Repeated) -> tuple[Problem, ...]:
    """Let one index that was half built be told of: its revision is stuck, and somebody knows."""
    if repeated.building and repeated.run.status:
        return ()
    return differences(dependency, repeated)
