"""How many workers fit into the memory that this container was given."""

from pathlib import Path

_MIB = 1024 * 1024
_PARENT_BYTES, _WORKER_BYTES = 64 * _MIB, 96 * _MIB
"""Measured at rest: the supervisor holds 45 MiB, a worker 70 to 85 MiB of its own."""
_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
"""Version 2 and version 1 of control groups, as a container sees them."""


def require_room(workers: int, limits: tuple[Path, ...] = _LIMITS) -> int:
    """Return the number; ValueError where the kernel would kill one worker after the other for its memory."""
    limit, needed = _limit_bytes(limits), _PARENT_BYTES + workers * _WORKER_BYTES
    if workers > 1 and limit is not None and limit < needed:
        raise ValueError(
            f"{workers} workers need {needed // _MIB} MiB, and this container may use {limit // _MIB} MiB; "
            "raise its memory limit or start fewer"
        )
    return workers


def _limit_bytes(limits: tuple[Path, ...]) -> int | None:
    """Return the limit, None where there is none: not in a container, or `max`."""
    for path in limits:
        try:
            return int(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            continue
    return None
