"""Ask a list for few rows and for many, and its databases how many statements they ran meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

from gonogo.contract.base import Request
from gonogo.contract.latency import Latency
from gonogo.contract.model import Contract
from gonogo.contract.queries import ROWS, Queries
from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.written import content_of
from gonogo.suites.latency.observations.statements import Asked, Listed, Statements
from gonogo.suites.rollback.postgresql import Server
from gonogo.targets.base import Target, TargetError

_TIMES = 3
_DEADLINE_SECONDS = 15.0
_COUNTER = "pg_stat_statements"
_CALLS = """SELECT jsonb_build_object('n', coalesce(sum(calls), 0)) FROM pg_stat_statements s
    JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = '{database}'"""
Count = Callable[[], int]


def count_statements(target: Target, contract: Contract, latency: Latency) -> Statements:
    """Count at each PostgreSQL of the contract, from an empty database of our own on it."""
    assert latency.queries is not None
    with ExitStack() as open_:
        try:
            counts = [
                open_.enter_context(_counting(Server(target, name, made)))
                for name, made in contract.postgresql_dependencies.items()
            ]
        except TargetError as uncounted:
            return Statements((), str(uncounted)[:300])
        total: Count = lambda: sum(count() for count in counts)  # noqa: E731 - a name for what each read is given
        return Statements(
            tuple(_listed(target, latency.queries, read, total) for read in latency.queries.reads)
        )


@contextmanager
def _counting(server: Server) -> Iterator[Count]:
    """Give what counts the statements in the release's database; ours are run in another one."""
    owner = server.ask(server.made.database, "SELECT jsonb_build_object('owner', current_user)")["owner"]
    with server.empty(owner, [_COUNTER]) as database:
        calls = _CALLS.format(database=server.made.database)

        def count() -> int:
            return int(server.ask(database, calls)["n"])

        count()  # the extension is made, and refuses to count where the server did not load it
        yield count


def _listed(target: Target, queries: Queries, read: Request, count: Count) -> Listed:
    """Ask for few and for many; who has less than many rows is given more first."""
    ask = partial(_asked, target, read, count)
    most = queries.many + _TIMES
    if queries.fill is not None and _rows(_answer(target, read, most)) < most:
        for _ in range(most):
            _answer(target, queries.fill, 0)
    few = tuple(ask(queries.few + n) for n in range(_TIMES))
    many = tuple(ask(queries.many + n) for n in range(_TIMES))
    return Listed(read.name if read.name != "request" else read.path, read.status, few, many)


def _asked(target: Target, read: Request, count: Count, rows: int) -> Asked:
    before = count()
    answer = _answer(target, read, rows)
    return Asked(answer.status, _rows(answer), count() - before)


def _answer(target: Target, request: Request, rows: int) -> Answer:
    body = None if request.body is None else content_of(request)
    return probe(
        below(target.entry, request.path.replace(ROWS, str(rows))),
        method=request.method,
        headers=target.headers(request.credential) | ({"Content-Type": "application/json"} if body else {}),
        body=body,
        deadline_seconds=_DEADLINE_SECONDS,
    )


def _rows(answer: Answer) -> int:
    """Return how many rows came: of the lists of a JSON document that no other list holds, in the longest.

    What a row holds is no row, and an envelope may be one in another.
    """
    try:
        level: list[Any] = [json.loads(answer.text)]
    except ValueError:
        return 0
    most = 0
    while level:
        most = max([most, *(len(one) for one in level if isinstance(one, list))])
        level = [inner for one in level if isinstance(one, dict) for inner in one.values()]
    return most
