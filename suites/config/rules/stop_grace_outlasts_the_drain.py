"""The release is given longer to stop than its drain takes.

Why: where the grace period ends first, SIGKILL ends the drain, and the requests that it was there for; a
signal that the release does not handle ends them at once.
Reference: Compose Specification, stop_grace_period (10 s where nobody sets it) and stop_signal;
Kubernetes, Pod termination.
Remedy: set `stop_grace_period` above the sum of the drain's variables, and change them together; stop it
by the signal that it handles.
"""

from __future__ import annotations

import re

from gonogo.contract.config import Stack
from gonogo.contract.deployment import Compose
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import RenderedService, RenderedStack
from gonogo.suites.config.stack import services, why_none

_UNSET_SECONDS = 10.0
_KILL = "KILL"
_DURATION = re.compile(r"(?:PT)?((?:\d+(?:\.\d+)?(?:ms|[hms]))+)", re.IGNORECASE)
_PART = re.compile(r"([\d.]+)(ms|[hms])", re.IGNORECASE)
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3}
_BY_NAME = (
    (
        re.compile(
            r"(?i:(?:^|_|TIMEOUT)(?:MS|MSECS?|MILLIS|MILLISECONDS))$|(?<=[a-z])(?:Ms|Millis|Milliseconds)$"
        ),
        1e-3,
    ),
    (re.compile(r"(?i:(?:^|_)(?:MINS?|MINUTES?))$|(?<=[a-z])Minutes?$"), 60.0),
    (re.compile(r"(?i:(?:^|_)HOURS?)$|(?<=[a-z])Hours?$"), 3600.0),
)
"""Units by the end of a variable's name, in capitals or as words are put together."""
_NUMBERS = {"9": _KILL, "15": "TERM", "2": "INT", "3": "QUIT"}


@rule("stack.drain", "deployment.compose")
def judge(seen: RenderedStack, stack: Stack, compose: Compose) -> Judgement:
    """Refuse a grace period not above the drain, and another signal, where all of its variables are."""
    names = set(stack.drain)
    # what runs once and ends takes no requests: it drains nothing
    found = [s for s in services(seen) if {n for n, _ in s.drain} == names and s.name not in stack.one_shot]
    release = compose.service
    if release not in {service.name for service in found}:
        return Judgement.cannot_tell(
            f"{release} was not rendered with all of {sorted(names)}; {why_none(seen)}"
        )
    problems = [problem for service in found if (problem := _problem(service))]
    problems += [problem for service in found if (problem := _stopped(service, stack.stop_signal))]
    return Judgement(len(found), tuple(problems))


def _stopped(service: RenderedService, promised: str | None) -> Problem | None:
    """Say that it is stopped by a signal at which it does not drain; nobody can, at SIGKILL.

    Where neither file says one, the image may, which is not looked into.
    """
    signal = _name(service.signal)
    if not signal:
        return None
    if signal == _KILL or (promised and signal != _name(promised)):
        expected = f"stopped by {promised or 'a signal that it can handle'}"
        return Problem(f"service {service.name}", expected, f"stop_signal {service.signal}")
    return None


def _name(signal: str) -> str:
    name = signal.upper().removeprefix("SIG")
    return _NUMBERS.get(name, name)


def _seconds(name: str, value: str) -> float:
    """Return the seconds of `10`, `10s`, `1m30s`, `PT10S`, or of a name with its unit; else ValueError."""
    if found := _DURATION.fullmatch(value.strip()):
        return sum(float(number) * _UNITS[unit.lower()] for number, unit in _PART.findall(found[1]))
    return float(value) * next((unit for pattern, unit in _BY_NAME if pattern.search(name)), 1.0)


def _problem(service: RenderedService) -> Problem | None:
    grace = _UNSET_SECONDS if service.grace_seconds is None else service.grace_seconds
    drain = ", ".join(f"{name}={value}" for name, value in service.drain)
    try:
        needed = sum(_seconds(name, value) for name, value in service.drain)
    except ValueError:
        return Problem(f"service {service.name}", "a drain in seconds", drain)
    if grace > needed:
        return None
    return Problem(
        f"service {service.name}", f"stop_grace_period above {needed:g} s ({drain})", f"{grace:g} s"
    )
