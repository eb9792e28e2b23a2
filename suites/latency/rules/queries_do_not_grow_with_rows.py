"""A list asks its database as often for many rows as for few.

Why: a relation that is loaded row by row is one more statement for each row. Test data has three rows and
shows nothing; production has a page of fifty, each of which waits for the network and the database.
Reference: SQLAlchemy, "Relationship Loading Techniques" (the N plus one problem); Django, "Database access
optimization"; PostgreSQL, pg_stat_statements.
Remedy: load what belongs to the rows with them: a join, or one more statement for all (`selectinload`,
`prefetch_related`, `includes`, a batch loader).
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.observations.statements import Asked, Listed, Statements

_FOR_A_ROW = 0.5
"""So many statements more for each row more; one for each is the fault, and a scrape meanwhile is a few."""


@rule("latency.queries", "postgresql_dependencies")
def judge(seen: Statements) -> Judgement:
    """Refuse statements that grow with the rows; without more rows, or any statement, nobody can tell."""
    if seen.uncounted:
        return Judgement.cannot_tell(
            f"the database does not count statements (shared_preload_libraries = 'pg_stat_statements'): "
            f"{seen.uncounted}"
        )
    doubts = [f"{one.name}: {doubt}" for one in seen.lists if (doubt := _doubt(one))]
    problems = tuple(_problem(one) for one in seen.lists if not _doubt(one) and _grows(one))
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    examined = sum(len(one.few) + len(one.many) for one in seen.lists)
    return Judgement(examined, problems, "no list was asked for")


def _doubt(one: Listed) -> str:
    """Say why nothing can be told of a list, empty where it can."""
    asked = (*one.few, *one.many)
    if odd := [a.status for a in asked if a.status != one.promised]:
        return f"answered {odd[0] or 'nothing'} in place of {one.promised}"
    if _least_rows(one.many) < 2 * max(a.rows for a in one.few):
        return f"{_least_rows(one.many)} rows came where many were asked for: `fill` makes more"
    if not any(a.statements for a in asked):
        return "the database was not asked at all"
    return ""


def _grows(one: Listed) -> bool:
    """Whether even the least for many is more than the usual for few by one for every other row."""
    rows = _least_rows(one.many) - max(a.rows for a in one.few)
    more = min(a.statements for a in one.many) - _usual(one.few)
    return more / rows > _FOR_A_ROW


def _problem(one: Listed) -> Problem:
    return Problem(
        one.name,
        f"as many statements for {_least_rows(one.many)} rows as for {one.few[0].rows}",
        f"{min(a.statements for a in one.many)}, where it is {_usual(one.few):g} for {one.few[0].rows}",
    )


def _least_rows(asked: Iterable[Asked]) -> int:
    return min(a.rows for a in asked)


def _usual(asked: Iterable[Asked]) -> float:
    return median(a.statements for a in asked)
