"""What a container logs is bounded where the engine keeps it.

Why: a file that only grows fills the disk of the host, and with it go the database and whatever else writes
there, most quickly when something is wrong and much is logged.
Reference: Docker, "Configure logging drivers" (json-file rotates nothing by default) and "Use docker logs
with remote logging drivers" (a copy of five files of 20 MB).
Remedy: set `logging.options` with `max-size` and `max-file` for each service, or the driver `local`; where
logs are sent away, `cache-max-size` and `cache-max-file`, or `cache-disabled`.
"""

from __future__ import annotations

from gonogo.contract.security import Containers
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.kept import Kept, LogsKept


@rule("containers.log_bytes")
def judge(seen: LogsKept, containers: Containers) -> Judgement:
    """Refuse a container of whose logs more may be kept than is promised, or all of them."""
    most = containers.log_bytes or 0
    wrong = [one for one in seen.containers if one.most_bytes is None or one.most_bytes > most]
    problems = tuple(Problem(one.name, f"at most {most} bytes of logs", _told(one)) for one in wrong)
    return Judgement(len(seen.containers), problems, "the engine keeps no container's logs itself")


def _told(one: Kept) -> str:
    return f"the driver {one.driver} keeps {'all' if one.most_bytes is None else f'{one.most_bytes} bytes'}"
