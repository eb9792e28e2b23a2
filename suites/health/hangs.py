"""Shared by the rules on dependencies that are there and do not work: readiness has to fail. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.health.observations.probes import Outage, Sample
from gonogo.suites.health.outages import after_doubt, conclude, control_doubt, counted


def judge_readiness(outages: Sequence[Outage], within: float, fault: str) -> Judgement:
    """Refuse a readiness that still passes ``within`` seconds after a hard dependency's fault began."""
    hard = [outage for outage in outages if outage.hard]
    doubts = [_doubt(outage) or _too_short(outage, within) for outage in hard]
    sure = [outage for outage, doubt in zip(hard, doubts, strict=True) if not doubt]
    problems = [p for outage in sure for p in _problems(outage, within, fault)]
    doubts += [after_doubt(outage, "readiness") for outage in sure]
    asked = [s for o in sure for replica in o.replicas for s in _telling(o, within, replica)]
    return conclude(len(asked), problems, doubts, hard)


def _doubt(outage: Outage) -> str:
    """A readiness that waits as long as the fault gives no answer within it: no yes, and no doubt."""
    doubt = control_doubt(outage, "readiness")
    return "" if "was not asked while" in doubt and outage.of("readiness") else doubt


def _late(outage: Outage, within: float, replica: str) -> list[Sample]:
    """Return what was asked when readiness had to know; one that got no answer is no yes either."""
    asked = outage.of("readiness", replica)
    return [s for s in asked if within <= s.at_seconds < outage.start_asked_seconds]


def _telling(outage: Outage, within: float, replica: str) -> list[Sample]:
    """Return what was asked late, or where nothing was, each no to what began within the fault."""
    began = [s for s in outage.of("readiness", replica) if 0 <= s.at_seconds < outage.start_asked_seconds]
    return _late(outage, within, replica) or [s for s in began if not s.passes]


def _too_short(outage: Outage, within: float) -> str:
    """Return why a fault shows nothing: no answer that began in it says no, and none began late in it."""
    for replica in outage.replicas:
        if not _telling(outage, within, replica):
            return f"readiness of {replica} was not asked later than {within:g} s into the fault"
    return ""


def _problems(outage: Outage, within: float, fault: str) -> Iterator[Problem]:
    for replica in outage.replicas:
        # an answer that came after the fault's end is one of a service that works again
        passed = [
            s
            for s in _late(outage, within, replica)
            if s.passes and s.at_seconds + s.seconds <= outage.start_asked_seconds
        ]
        if passed:
            observed = f"{counted(passed)}, first at {passed[0].at_seconds:.1f} s"
            yield Problem(
                f"readiness of {replica} while {outage.dependency} {fault}",
                f"not 2xx from {within:g} s on",
                observed,
            )
