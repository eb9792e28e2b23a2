"""What runs inside a container, as its engine sees it: no program of the image is needed for that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docker.errors import APIError

from gonogo.instruments.processes import Process

_COLUMNS = "-o pid,ppid,comm"  # what every ps knows
_CONFLICT = 409  # it does not run now


def running_in(container: Any) -> Iterator[Process]:
    """Return process 1 and all that it has started, by the numbers of the engine's machine.

    What entered from outside, as a health check does, is none of these. Where the engine's machine has no ps
    that can tell, process 1 stands for all.
    """
    root = int(container.attrs["State"]["Pid"])
    try:
        rows = container.top(ps_args=_COLUMNS)["Processes"]
    except APIError as refused:
        rows = [] if refused.status_code == _CONFLICT else [[str(root), "0", "process 1"]]
    parents = {int(pid): int(parent) for pid, parent, *_ in rows}
    for pid, _, name, *_ in rows:
        if is_below(int(pid), root, parents):
            yield Process(int(pid), 0, f"{name} in {container.name}")


def is_below(pid: int, root: int, parents: dict[int, int]) -> bool:
    """Whether a root process started it, or is it."""
    while pid != root and pid in parents:
        pid = parents[pid]
    return pid == root
