"""Where alerts go: what of the metrics gate's contract is about Alertmanager."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gonogo.contract.base import Count, Name, Path, Seconds, Section

Meant = Annotated[dict[str, str], Field(min_length=1)]
"""Labels with their values: an alert is meant that has all of them."""


class Alertmanager(Section):
    """An Alertmanager of the stack, to which each alert of `monitoring.rules` is raised once, for a moment.

    None is raised to one that nobody here started.
    """

    service: Name
    """Its service in the compose file."""
    port: Count = 9093
    """Its container port, published."""
    path: Path = "/"
    """What stands before `/api/v2` there."""
    credential: Name | None = None
    """Name under `credentials` of who may raise alerts."""
    labels: dict[str, str] = {}
    """Labels that alerts have of their series, and that a route asks for."""
    nobody: tuple[Meant, ...] = ()
    """Alerts that nobody has to be told of, by labels that they have: `{severity: info}`."""
    receivers: dict[str, tuple[Meant, ...]] = {}
    """Receivers with the alerts that each has to get, by their labels; none but these, and those of `nobody`,
    may inhibit one of them."""
    within_seconds: Seconds = 600.0
    """How soon somebody has to be told: the longest `group_wait`, and the longest rest of a silence."""


def is_meant(labels: dict[str, str], meant: tuple[Meant, ...]) -> bool:
    """Whether an alert with these labels is one of those that are meant."""
    return any(one.items() <= labels.items() for one in meant)
