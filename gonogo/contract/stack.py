"""What the compose files promise before anything is started from them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.base import Name, Section


class Stack(Section):
    """The files of `deployment.compose`, as compose renders them: profile by profile, without an engine."""

    profiles: tuple[Name, ...] = Field(min_length=1)
    """Profiles that have services of their own; what starts without one is always looked at as well."""
    one_shot: tuple[Name, ...] = ()
    """Services that run once and end: they are never restarted, and need no health check."""
    drain: tuple[Name, ...] = ()
    """Variables of the release whose seconds together are its drain; its grace period is longer."""
    images: Literal["tag", "version", "digest"] | None = None
    """How images that are not built here are pinned: by a tag that does not stand for the newest, by one with
    at least two numbers, or by a digest. Each is content with the stricter ones as well."""
    secrets: tuple[Name, ...] = ()
    """Variables without which compose refuses to render."""
