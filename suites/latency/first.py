"""Which of a process's first requests were slow. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.contract.first_requests import FirstRequests
from gonogo.suites.health.observations.lifecycle import FirstRequest


def told(requests: Sequence[FirstRequest]) -> list[FirstRequest]:
    """Return those that took their time: answered as promised, or not at all; an error is quick."""
    return [one for one in requests if one.answer in (str(one.promised), "timeout")]


def slow(requests: Sequence[FirstRequest], promised: FirstRequests) -> list[FirstRequest]:
    """Return those over the budget even without the time in which we did not run ourselves."""
    return [one for one in told(requests) if one.seconds - one.late_seconds > promised.within_seconds]
