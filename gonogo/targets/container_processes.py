"""What the processes inside a container hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from docker.errors import APIError

from gonogo.targets.processes import state_of
from gonogo.targets.states import ProcessState

_SCRIPT = """
for p in /proc/[0-9]*; do
  [ "${p#/proc/}" = "$$" ] && continue
  echo "process ${p#/proc/}"
  while read -r line; do echo "$line"; done < $p/status
  set -- $p/fd/*
  [ -L "$1" ] && echo "Descriptors: $#"
  for t in $p/task/*/comm; do read -r name < $t && echo "Named: $name"; done
done 2> /dev/null
true
"""
"""A shell's own words alone, so that an image needs nothing else; it leaves itself out."""
_HEAD = re.compile(r"^process (\d+)\n", re.MULTILINE)
_DESCRIPTORS = re.compile(r"^Descriptors: (\d+)$", re.MULTILINE)
_NAMED = re.compile(r"^Named: (.*)$", re.MULTILINE)


def inside(name: str, container: Any) -> list[ProcessState]:
    """Return every process of a container; where its image has no shell, the container as a whole."""
    with suppress(APIError):  # the engine enters no container that it is starting again
        status, output = container.exec_run(["sh", "-c", _SCRIPT])
        if status == 0 and (found := told(name, output.decode(errors="replace"))):
            return found
    return [_whole(name, container.stats(stream=False, one_shot=True))]


def told(name: str, text: str) -> list[ProcessState]:
    """Read what the script printed."""
    parts = _HEAD.split(text)[1:]
    return [
        _process(f"{name}, process {pid}", lines) for pid, lines in zip(parts[::2], parts[1::2], strict=True)
    ]


def _process(name: str, lines: str) -> ProcessState:
    counted = _DESCRIPTORS.search(lines)
    return state_of(name, lines, int(counted[1]) if counted else None, _NAMED.findall(lines))


def _whole(name: str, stats: Mapping[str, Any]) -> ProcessState:
    """Return a container's own accounts: what is no file's memory, by either version of control groups."""
    return ProcessState(name, own_memory(stats), None, stats.get("pids_stats", {}).get("current"))


def own_memory(stats: Mapping[str, Any]) -> int | None:
    """Return the bytes of a container that are no file's, None where the engine does not say."""
    counted = stats.get("memory_stats", {}).get("stats", {})
    own: int | None = counted["anon"] + counted.get("shmem", 0) if "anon" in counted else counted.get("rss")
    return own
