"""The release is given longer to stop than its drain takes.

Why: where the grace period ends first, SIGKILL ends the drain, and the requests that it was there for.
Reference: Compose Specification, stop_grace_period (10 s where nobody sets it); Kubernetes, Pod termination.
Remedy: set `stop_grace_period` above the sum of the drain's variables, and change them together.
"""

from __future__ import annotations

from gonogo.contract.model import Contract
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedService, RenderedStack
from gonogo.suites.config.stack import services, why_none

_UNSET_SECONDS = 10.0


@rule("stack.drain", "deployment.compose")
def judge(seen: RenderedStack, contract: Contract) -> Judgement:
    """Refuse a grace period that is not above the drain, in each service that has all of its variables."""
    assert contract.stack is not None
    assert contract.deployment is not None
    assert contract.deployment.compose is not None
    names = set(contract.stack.drain)
    found = [s for s in services(seen) if {n for n, _ in s.drain} == names and _runs_on(s, contract)]
    release = contract.deployment.compose.service
    if release not in {service.name for service in found}:
        return Judgement.cannot_tell(
            f"{release} was not rendered with all of {sorted(names)}; {why_none(seen)}"
        )
    problems = tuple(problem for service in found if (problem := _problem(service)))
    return Judgement(len(found), problems)


def _runs_on(service: RenderedService, contract: Contract) -> bool:
    """Whether it takes requests: what runs once and ends drains nothing."""
    return contract.stack is not None and service.name not in contract.stack.one_shot


def _problem(service: RenderedService) -> Problem | None:
    grace = _UNSET_SECONDS if service.grace_seconds is None else service.grace_seconds
    drain = ", ".join(f"{name}={value}" for name, value in service.drain)
    try:
        needed = sum(float(value) for _, value in service.drain)
    except ValueError:
        return Problem(f"service {service.name}", "a drain in seconds", drain)
    if grace > needed:
        return None
    return Problem(
        f"service {service.name}", f"stop_grace_period above {needed:g} s ({drain})", f"{grace:g} s"
    )
