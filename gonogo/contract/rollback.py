"""The rollback gate: what a roll-out promises."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gonogo.contract.base import Name, Request, Seconds, Section

Patience = Annotated[float, Field(gt=0, lt=10, allow_inf_nan=False)]


class Candidate(Section):
    """A bad release, as the same image with something wrong about it."""

    environment: dict[str, str] = {}
    """Variables that differ."""
    command: tuple[str, ...] | None = None
    """A command that differs."""


class Previous(Section):
    """The release before, which serves beside this one in a roll-out, and after a way back.

    What this one makes (writes of `rollout` and `traffic`, a repeated write, a token) is read there, and so
    is each list of `traffic`, where the release before knows it too.
    """

    image: Name | None = None
    """Its image, by name or digest, on a stack whose engine has it: `${PREVIOUS_IMAGE}`. Where absent, or not
    set, processes that already run stand for it, and newer ones of the same image for this release: that
    shows what a process keeps to itself, or changes at its start."""


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
    """A request that creates something; its Location, or what a PUT without one
    named, can be read afterwards with the same credential."""
    rate_per_second: Seconds = 20.0
    """How often."""
    slowest_seconds: Patience | None = None
    """The longest that an answer to the request or the write may take meanwhile. A few seconds, for others
    start then; less than ten, after which a request is given up as lost. Not asked where absent."""
    previous: Previous | None = None
    """The release before, which has to understand what this one writes: `{}`, or its image."""
    pages: tuple[Request, ...] = ()
    """Pages of which one release has to have the scripts, styles and images too, as the other one names them:
    whoever opens one while both serve asks either for them. None where a proxy keeps each client to one."""
