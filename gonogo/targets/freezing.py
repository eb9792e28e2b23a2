"""Freeze a container's processes, and let them go on."""

from __future__ import annotations

from typing import Any

from docker.errors import APIError

from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.targets.base import TargetError

FREEZES_SECONDS = 10.0
_NOT_YET = "unable to freeze"
"""runc gives up where a health check enters meanwhile (opencontainers/runc#2774, #2791)."""


def freeze(container: Any, seconds: float = FREEZES_SECONDS) -> None:
    """Freeze it; TargetError where the engine does not bring that about within ``seconds``."""

    def frozen() -> bool:
        try:
            container.pause()
        except APIError as refused:
            if _NOT_YET not in str(refused):
                raise
        container.reload()
        return str(container.status) == "paused"

    try:
        Wait(f"the engine freezes {container.name}", seconds, 0.1).until(frozen)
    except WaitTimeout as late:
        raise TargetError(str(late)) from None


def thaw(container: Any) -> None:
    """Let it go on; one that was never frozen does: what kept it from that is what has to be told."""
    container.reload()
    if container.status == "paused":
        container.unpause()
