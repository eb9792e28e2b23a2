"""The rollback gate: what a roll-out promises."""

from __future__ import annotations

from gonogo.contract.base import Request, Seconds, Section


class Candidate(Section):
    """A bad release, as the same image with something wrong about it."""

    environment: dict[str, str] = {}
    """Variables that differ."""
    command: tuple[str, ...] | None = None
    """A command that differs."""


class Rollout(Section):
    """What a roll-out promises."""

    candidates: dict[str, Candidate] = {}
    """Bad candidates by name; none of them may answer a request."""
    deadline_seconds: Seconds = 30.0
    """How long a candidate may take to become healthy."""
    stops_within_seconds: Seconds = 15.0
    """How long a replica may take to end after SIGTERM."""
    answers_within_seconds: Seconds = 5.0
    """How soon a candidate has to answer the request before it takes traffic."""
    request: Request
    """The request that runs all the while, and that a candidate answers first."""
    write: Request | None = None
    """A request that creates something; its Location can be read afterwards with the same credential."""
    rate_per_second: Seconds = 20.0
    """How often."""
