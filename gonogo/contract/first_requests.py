"""The latency gate: what the first users of a new process wait."""

from __future__ import annotations

from pydantic import Field

from gonogo.contract.base import Seconds, Section


class FirstRequests(Section):
    """The first requests of a new process that says it is ready: the journeys that read, in turn."""

    count: int = Field(default=20, ge=1, le=200)
    """How many, one after the other."""
    within_seconds: Seconds
    """Most seconds that each of them may take: well above `budgets`, as these are the first of all."""
