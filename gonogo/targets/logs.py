"""What containers have logged since their start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docker.errors import APIError

from gonogo.instruments.errors import TargetError
from gonogo.targets.states import ProcessLog

_MOST_LINES = 50_000


def of_containers(containers: Iterable[Any], release: Sequence[str], short: int) -> list[ProcessLog]:
    """Ask the engine for the log of each container; ``short`` characters of their names are the project's.

    TargetError where it keeps none of the release's own; what else writes to nowhere has no log.
    """
    found = []
    for container in containers:
        own = container.name in release
        try:
            text = container.logs(tail=_MOST_LINES).decode(errors="replace")
        except APIError as wrong:
            if own:
                raise TargetError(f"the engine keeps no log of {container.name}: {wrong}") from None
            continue
        found.append(ProcessLog(container.name[short:], own, text))
    return found
