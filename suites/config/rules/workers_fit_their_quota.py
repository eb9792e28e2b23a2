"""A replica runs as many processes, and holds as much memory at rest, as its container's limits are for.

Why: who counts workers by the machine's processors starts dozens of them in a container that may use one.
They take turns, miss their probes while all of them start, and the kernel kills one after the other.
Reference: gunicorn, "Design", how many workers; benoitc/gunicorn#2028; Linux, cgroups v2.
Remedy: set the number of workers beside the limits, or count by the quota; raise both together. Where more
are meant, as for work that waits, raise `config.workers.per_cpu`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.config import Workers
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.workers import Crew, Crews

_MIB = 1024 * 1024


@rule("config.workers")
def judge(seen: Crews, workers: Workers) -> Judgement:
    """Refuse more of a kind than the quota is for, and memory at rest near its limit."""
    checked = [one for crew in seen.crews for one in _checked(crew, workers)]
    problems = tuple(problem for problem in checked if problem is not None)
    return Judgement(len(checked), problems, "no replica has a limit of its processors or of its memory")


def _checked(crew: Crew, workers: Workers) -> Iterator[Problem | None]:
    """Give a problem or None for each limit beside which something is known."""
    if crew.cpus is not None and crew.processes is not None:
        most = workers.most(crew.cpus)
        expected = f"at most {most} processes of a kind for {crew.cpus:g} processors"
        found = f"{crew.processes} processes: {crew.command}"
        yield Problem(crew.name, expected, found) if crew.processes > most else None
    if crew.memory_limit_bytes and crew.memory_bytes is not None:
        share = crew.memory_bytes / crew.memory_limit_bytes
        expected = f"at most {workers.memory_ratio:.0%} of {crew.memory_limit_bytes // _MIB} MiB at rest"
        found = f"{share:.0%}, {crew.memory_bytes // _MIB} MiB"
        yield Problem(crew.name, expected, found) if share > workers.memory_ratio else None
