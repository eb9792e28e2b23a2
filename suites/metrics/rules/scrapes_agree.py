"""Every scrape of a replica shows the same counters while nothing is sent.

Why: several workers behind one port, each with counters of its own, show a random one of them to each
scrape; rates then leap by thousands of per cent, and totals are a share of the truth.
Reference: prometheus/client_python, multiprocess mode (Gunicorn); sanic-prometheus issue 3.
Remedy: run one process per container and scale by replicas, or turn on the library's multiprocess mode.
"""

from __future__ import annotations

from itertools import pairwise

from gonogo.contract.metrics import RequestCounter
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.scrapes import KnownTraffic

_SHOWN = 5
_OTHERS = 3.0
"""Requests that a process may have got between two scrapes: the scrape itself, a probe, another collector."""


@rule("metrics.requests", "traffic")
def judge(seen: KnownTraffic, requests: RequestCounter) -> Judgement:
    """Refuse more than one total, or more than one start time, over the scrapes at rest of one replica.

    A counter that knows no route counts the scrapes as well, and goes on with them. Any other counter may go
    on: it counts scrapes, or processor time. One that falls and comes back is of another process in between.
    """
    readable = [read for read in seen.at_rest if read.status == 200]
    if not readable:
        return Judgement.cannot_tell("no replica could be scraped at rest")
    if not any(read.total for read in readable):
        return Judgement.cannot_tell("no replica had counted any of the known traffic")
    problems = []
    for source in sorted({read.source for read in readable}):
        own = [read for read in readable if read.source == source]
        totals, starts = [read.total for read in own], {read.started for read in own}
        if len(starts) > 1 or not _is_one(totals, counts_scrapes=not requests.route):
            shown = ", ".join(f"{total:g}" for total in sorted(set(totals)))
            said = f"{len(starts)} start times; totals {shown}"
            problems.append(Problem(f"scrapes of {source} at rest", "one process, one total", said))
        elif swings := sorted({name for read in own for name in read.swings}):
            said = f"less in between: {', '.join(swings[:_SHOWN])}"
            problems.append(Problem(f"scrapes of {source} at rest", "one value of each counter", said))
    return Judgement(len(readable), tuple(problems))


def _is_one(totals: list[float], *, counts_scrapes: bool) -> bool:
    """Whether one process tells them, in this order: of two, one is behind the other now and then."""
    most = _OTHERS if counts_scrapes else 0.0
    return all(0 <= later - earlier <= most for earlier, later in pairwise(totals))
