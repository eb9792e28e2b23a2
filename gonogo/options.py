"""What a run was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """The options, typed. Users and passwords of URLs stand in ``logins`` alone, whole URLs."""

    target: str
    contract: Path
    gates: tuple[str, ...]
    expect_revision: str | None
    replicas: tuple[str, ...]
    allow_writes: bool
    out: Path
    logins: tuple[str, ...] = ()
    build: bool = False
