"""Which revision an image is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.setup.commands import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "unknown"


def revision(inputs: Iterable[str]) -> str:
    """Git's revision; `-dirty` after it when an input differs from it; "unknown" outside a repository."""
    head = ask("git", "rev-parse", "--verify", "--quiet", "HEAD")
    if head.status != 0:
        return UNKNOWN
    changed = ask("git", "status", "--porcelain", "--", *inputs)
    return f"{head.out}-dirty" if changed.status != 0 or changed.out else head.out
