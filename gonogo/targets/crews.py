"""What a container runs several of, and its limits, as its engine says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from docker.errors import APIError

from gonogo.targets.container_processes import own_memory
from gonogo.targets.inside import is_below
from gonogo.targets.states import CrewState

_COLUMNS = "-o pid,ppid,args"
_NUMBER = re.compile(r"\d+")
_COMMAND_LENGTH = 80


def crew_of(name: str, container: Any) -> CrewState:
    """Ask for the processes below process 1, and for the memory that is no file's."""
    host: Mapping[str, Any] = container.attrs["HostConfig"]
    command, processes = _largest(container)
    memory = own_memory(container.stats(stream=False, one_shot=True))
    return CrewState(name, command, processes, cpus(host), memory, host.get("Memory") or None)


def cpus(host: Mapping[str, Any]) -> float | None:
    """Return the processors of a container's quota, by either of the engine's two ways to set one."""
    if host.get("NanoCpus"):
        return float(host["NanoCpus"]) / 1e9
    if host.get("CpuQuota", 0) > 0:
        return float(host["CpuQuota"]) / float(host.get("CpuPeriod") or 100_000)
    return None


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
