"""Ask the engine how it keeps what each container logs."""

from __future__ import annotations

import re
from typing import Any

from gonogo.suites.security.observations.kept import Kept, LogsKept
from gonogo.targets.base import Target

_SIZE = re.compile(r"(?i)\s*([0-9.]+)\s*([kmgtp]?)(?:i?b)?\s*")
_UNITS = {"": 1, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15}
"""Both drivers count a size in thousands, however it is spelt: `10m`, `10MB` and `10MiB` are 10,000,000 bytes
(moby, `daemon/logger`; go-units, `FromHumanSize`)."""
_DEFAULTS: dict[str, tuple[int | None, int]] = {"json-file": (None, 1), "local": (20 * 2**20, 5)}
"""The bytes of a file, and how many, where a container says neither (Docker, "Configure logging drivers")."""

_SENT_AWAY = frozenset({"awslogs", "fluentd", "gcplogs", "gelf", "splunk", "syslog"})
"""Nothing can be read back from these, so that the engine keeps a copy, as `local` does (Docker, "Use docker
logs with remote logging drivers")."""
_TRUE = frozenset({"1", "t", "true"})


def see_what_is_kept(target: Target) -> LogsKept:
    """Read driver and options that each container was made with, the engine's own defaults among them."""
    states = target.container_states()
    told = ((state.name, state.description["HostConfig"].get("LogConfig") or {}) for state in states)
    return LogsKept(tuple(found for name, made in told if (found := kept(name, made))))


def kept(name: str, made: dict[str, Any]) -> Kept | None:
    """Return what is kept of one, by the engine's description of it; None where nothing is, or not here."""
    driver, options = made.get("Type"), made.get("Config") or {}
    if driver in _DEFAULTS:
        return Kept(name, driver, _most(options, driver, ""))
    if driver in _SENT_AWAY and str(options.get("cache-disabled", "")).lower() not in _TRUE:
        return Kept(name, f"{driver}, of which the engine keeps a copy,", _most(options, "local", "cache-"))
    return None


def _most(options: dict[str, Any], driver: str, prefix: str) -> int | None:
    size, files = _DEFAULTS[driver]
    stated = str(options.get(f"{prefix}max-size") or "")
    each = _bytes(stated) if stated else size
    count = int(options.get(f"{prefix}max-file") or files)
    return None if each is None else each * count


def _bytes(size: str) -> int | None:
    """Return the bytes of `10m`, None for no bound: -1."""
    read = _SIZE.fullmatch(size)
    return int(float(read[1]) * _UNITS[read[2].lower()]) if read else None
