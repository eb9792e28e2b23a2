"""What scanners find in the release's source and in its packages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.base import Count, Name, Section

Level = Literal["low", "medium", "high"]


class CodeScan(Section):
    """Static analysis of the release's Python source with bandit."""

    paths: tuple[Name, ...] = Field(min_length=1)
    """Folders of the source, relative to `deployment.source`."""
    severity: Level = "medium"
    """From this severity on, a finding is refused."""
    confidence: Level = "medium"
    """From this confidence on, a finding is refused."""


class DependencyScan(Section):
    """Known vulnerabilities in the release's packages, by safety with `deployment.advisories`."""

    lock: Name
    """Requirements file that pins every package, relative to `deployment.source`."""
    installed: tuple[Name, ...] = ()
    """Command inside the release's container that prints what is installed there: `[{"name", "version"}]`, as
    `pip list --format=json` does."""
    advisories_max_age_days: Count = 30
    """Age of the database's newest record up to which it can say that nothing is known."""
