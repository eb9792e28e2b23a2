"""Ask the engine how it keeps what each container logs."""

from __future__ import annotations

import re
from typing import Any

from gonogo.suites.security.observations.kept import Kept, LogsKept
from gonogo.targets.base import Target

_SIZE = re.compile(r"(?i)\s*([0-9.]+)\s*([kmgt]?)(?:i?b)?\s*")
_UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}
_DEFAULTS = {"json-file": ("", "1"), "local": ("20m", "5")}
"""The size of a file, and how many, where a container says neither (Docker, "Configure logging drivers")."""


def see_what_is_kept(target: Target) -> LogsKept:
    """Read driver and options that each container was made with, the engine's own defaults among them."""
    states = target.container_states()
    told = ((state.name, state.description["HostConfig"].get("LogConfig") or {}) for state in states)
    return LogsKept(tuple(kept(name, made) for name, made in told if made.get("Type") in _DEFAULTS))


def kept(name: str, made: dict[str, Any]) -> Kept:
    """Return what is kept of one, by the engine's description of it."""
    size, files = _DEFAULTS[made["Type"]]
    options = made.get("Config") or {}
    each = _bytes(str(options.get("max-size") or size))
    count = int(options.get("max-file") or files)
    return Kept(name, made["Type"], None if each is None else each * count)


def _bytes(size: str) -> int | None:
    """Return the bytes of `10m`, None for no bound: nothing, or -1."""
    read = _SIZE.fullmatch(size)
    return int(float(read[1]) * _UNITS[read[2].lower()]) if read else None
