"""What is done to a table that is large, for seeds whose stack has a small one."""

from __future__ import annotations

from collections.abc import Iterable

from defects.generations import connected

_FIRST_OF = 7_341


def altered(number: int, changes: Iterable[str], rest: str, seconds: float) -> None:
    """Alter the articles in one transaction that lasts; the time stands for the rows that there are.

    One process of a release does it: the others find that somebody is at it, or was.
    """
    with connected() as database, database.transaction():
        turn = database.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_FIRST_OF, number]).fetchone()
        name = f"altered_{number}"
        if turn != (True,) or database.execute("SELECT to_regclass(%s)", [name]).fetchone() != (None,):
            return
        database.execute(f"CREATE TABLE {name} ()".encode())
        for change in changes:
            database.execute(f"ALTER TABLE articles {change}".encode())
        database.execute(rest.encode())
        database.execute("SELECT pg_sleep(%s)", [seconds])
