"""Every scrape of a replica shows the same counters while nothing is sent.

Why: several workers behind one port, each with counters of its own, show a random one of them to each
scrape; rates then leap by thousands of per cent, and totals are a share of the truth.
Reference: prometheus/client_python, multiprocess mode (Gunicorn); sanic-prometheus issue 3.
Remedy: run one process per container and scale by replicas, or turn on the library's multiprocess mode.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.scrapes import KnownTraffic

_SHOWN = 5


@rule("metrics.requests", "traffic")
def judge(seen: KnownTraffic) -> Judgement:
    """Refuse more than one total, or more than one start time, over the scrapes at rest of one replica.

    Any other counter may go on: it counts scrapes, or processor time. One that falls and comes back is of
    another process in between.
    """
    readable = [read for read in seen.at_rest if read.status == 200]
    if not readable:
        return Judgement.cannot_tell("no replica could be scraped at rest")
    if not any(read.total for read in readable):
        return Judgement.cannot_tell("no replica had counted any of the known traffic")
    problems = []
    for source in sorted({read.source for read in readable}):
        totals = sorted({read.total for read in readable if read.source == source})
        starts = {read.started for read in readable if read.source == source}
        if len(totals) > 1 or len(starts) > 1:
            said = f"{len(starts)} start times; totals {', '.join(f'{total:g}' for total in totals)}"
            problems.append(Problem(f"scrapes of {source} at rest", "one process, one total", said))
        elif swings := sorted({name for read in readable if read.source == source for name in read.swings}):
            said = f"less in between: {', '.join(swings[:_SHOWN])}"
            problems.append(Problem(f"scrapes of {source} at rest", "one value of each counter", said))
    return Judgement(len(readable), tuple(problems))
