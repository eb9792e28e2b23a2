"""Look at what the engine, and the kernel for process 1, keep a container's processes from."""

from __future__ import annotations

import re

from gonogo.suites.security.observations.confinement import Fence, Fences
from gonogo.targets.base import ContainerState, Target

_GAINS_NONE = re.compile(r"^NoNewPrivs:\s+(\d)", re.MULTILINE)


def inspect_fences(target: Target) -> Fences:
    """Read the options of each container, and what the kernel says of its first process."""
    return Fences(tuple(_fence(state) for state in target.container_states()))


def _fence(state: ContainerState) -> Fence:
    host = state.description["HostConfig"]
    stated = [str(option) for option in host.get("SecurityOpt") or ()]
    stated += ["systempaths=unconfined"] if host.get("MaskedPaths") == [] else []  # compose keeps it so
    found = _GAINS_NONE.search(state.process)
    return Fence(state.name, state.service, tuple(dict.fromkeys(stated)), found[1] == "0" if found else None)
