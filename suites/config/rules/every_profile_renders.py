"""Compose accepts the files with each promised profile, and each profile has services of its own.

Why: a profile that nobody started for a while stops working without a sound, and one whose name no service
has starts the others and looks as if it had worked.
Reference: Docker Compose, "Using profiles with Compose"; Compose Specification, profiles and depends_on.
Remedy: run `docker compose --profile NAME config`; its words are in the problem.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedProfile, RenderedStack


@rule("stack", "deployment.compose")
def judge(seen: RenderedStack) -> Judgement:
    """Refuse a profile that compose refuses, and one without a service."""
    problems = tuple(problem for one in seen.profiles if (problem := _problem(one)))
    return Judgement(len(seen.profiles), problems, "no profile was rendered")


def _problem(one: RenderedProfile) -> Problem | None:
    where = f"profile {one.name}" if one.name else "the stack without a profile"
    own = [service for service in one.services if not one.name or one.name in service.profiles]
    if one.status:
        return Problem(where, "compose accepts it", f"exit {one.status}: {one.error[-300:]}")
    return None if own else Problem(where, "at least one service of its own", "none")
