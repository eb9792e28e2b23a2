"""The newest revision of the schema can be taken back and made again, and no table loses its rows.

Why: a release that has to go back takes its schema with it; a way back that nobody has tried fails at night,
does nothing, so that the next release fails at what is there, or makes a table anew without what was in it.
Reference: Alembic, "Relative Migration Identifiers"; Google SRE Book, "Release Engineering", rollbacks.
Remedy: write `downgrade` as the exact opposite, and try it on a copy with rows; where a revision cannot go
back, say so in the contract: leave `back` out.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.reverting import Reverted, Reverting
from gonogo.suites.rollback.repeating import differences, ended


@rule("reverted_dependencies")
def judge(seen: Reverting) -> Judgement:
    """Refuse a way back that fails, after which the schema is another, or the rows of a table are gone.

    Values of a column that the revision added go with it. One that changes rows alone takes nothing back.
    """
    failed = [one for one in seen.databases if one.back is None]
    if failed:
        said = "; ".join(f"{one.dependency} {ended(one.first)}" for one in failed)
        return Judgement.cannot_tell(f"the migration did not end with 0 on an empty database: {said}")
    problems = tuple(problem for one in seen.databases for problem in _problems(one))
    examined = sum(1 + len(one.kept) for one in seen.databases)
    evidence = {"tables with rows": {one.dependency: len(one.kept) for one in seen.databases}}
    return Judgement(examined, problems, "nothing was taken back", evidence)


def _problems(one: Reverted) -> Iterator[Problem]:
    if one.back is not None and one.back.status != 0:
        yield Problem(f"{one.dependency}: the way back", "ends with 0", ended(one.back))
    if one.again is not None:
        yield from differences(one.dependency, one.again)
    for table in one.lost:
        yield Problem(
            f"{one.dependency}: the way back and forth", f"the rows of {table} are kept", "they are gone"
        )
