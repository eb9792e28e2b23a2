"""Free ports, for processes that are told where to listen."""

from __future__ import annotations

import random
import socket
from functools import cache
from pathlib import Path

_HANDED_OUT = Path("/proc/sys/net/ipv4/ip_local_port_range")
_LOWEST = 10_000
_TRIES = 200


def free_port() -> int:
    """Return a port that nobody listens on now; OSError where there is none.

    It is none of those that the kernel hands out (ip(7), ip_local_port_range): such a one may be the near
    end of somebody's connection by the time the process binds it, and the release seems not to start.
    """
    for port in _drawn():
        with socket.socket() as listener:
            try:
                listener.bind(("", port))  # every address: a server may listen on all of them
            except OSError:
                continue
            found: int = listener.getsockname()[1]
            return found
    raise OSError(f"no port is free: {_TRIES} were tried")


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on now, each another one."""
    found: dict[int, None] = {}
    while len(found) < count:
        found[free_port()] = None
    return list(found)


def _drawn() -> list[int]:
    below = _first_handed_out()
    # Where the kernel hands out nearly all of them, it may as well choose.
    return random.choices(range(_LOWEST, below), k=_TRIES) if below > _LOWEST else [0]  # noqa: S311 - no secret


@cache
def _first_handed_out() -> int:
    try:
        return int(_HANDED_OUT.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
