"""What a container runs several of, and its limits, as its engine says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from docker.errors import APIError

from gonogo.targets.container_processes import own_memory
from gonogo.targets.inside import is_below
from gonogo.targets.states import CrewState

_COLUMNS = "-o pid,ppid,args"
_NUMBER = re.compile(r"\d+")
_COMMAND_LENGTH = 80


def crew_of(name: str, container: Any, machine: int | None = None) -> CrewState:
    """Ask for the processes below process 1, and for the memory that is no file's.

    ``machine`` is how many processors the engine's machine has, None where nobody knows.
    """
    host: Mapping[str, Any] = container.attrs["HostConfig"]
    command, processes = _largest(container)
    memory = own_memory(container.stats(stream=False, one_shot=True))
    return CrewState(name, command, processes, cpus(host, machine), memory, host.get("Memory") or None)


def cpus(host: Mapping[str, Any], machine: int | None = None) -> float | None:
    """Return the processors that a container may use at most, None for no limit.

    That is its quota, by either of the engine's two ways to set one, or the processors that it is kept to,
    whichever is less. To be kept to all that the machine has is no limit.
    """
    limits = [*_quota(host), *_kept_to(str(host.get("CpusetCpus") or ""), machine)]
    return min(limits, default=None)


def _quota(host: Mapping[str, Any]) -> Iterator[float]:
    if host.get("NanoCpus"):
        yield float(host["NanoCpus"]) / 1e9
    elif host.get("CpuQuota", 0) > 0:
        yield float(host["CpuQuota"]) / float(host.get("CpuPeriod") or 100_000)


def _kept_to(processors: str, machine: int | None) -> Iterator[float]:
    """Give how many a list as `0-2,7` names, where those are fewer than there are."""
    named: set[int] = set()
    for part in filter(None, processors.split(",")):
        first, _, last = part.partition("-")
        named.update(range(int(first), int(last or first) + 1))
    if named and (machine is None or len(named) < machine):
        yield float(len(named))


def _largest(container: Any) -> tuple[str, int | None]:
    """Return the most siblings whose command lines differ in numbers alone; None where no ps tells them."""
    try:
        rows = container.top(ps_args=_COLUMNS)["Processes"]
    except APIError:
        return "", None
    root = int(container.attrs["State"]["Pid"])
    parents = {int(pid): int(parent) for pid, parent, _ in rows}
    counted = Counter(
        (int(parent), _NUMBER.sub("#", command))
        for pid, parent, command in rows
        if is_below(int(pid), root, parents)
    )
    if not counted:
        return "", None
    ((_, command), processes), *_ = counted.most_common(1)
    return command[:_COMMAND_LENGTH], processes
