"""Every probe answers while a dependency hangs: yes or no, but not nothing.

Why: a probe that waits as long as the dependency is no answer; its time-out is taken for a dead process, and
its open requests pile up in front of those that could be served.
Reference: AWS Builders' Library, Implementing health checks; OWASP ASVS 5.0 13.2.6.
Remedy: give each check a deadline below the probe's own and answer from the last result.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.faults import Hangs
from gonogo.suites.health.observations.probes import Outage, Sample
from gonogo.suites.health.outages import before_doubt, conclude
from gonogo.suites.health.promised import probes_of

_GRACE_SECONDS = 1.0  # what a busy machine adds; a probe that waits for the dependency takes far longer


@rule("health.probes", "paused_dependencies")
def judge(seen: Hangs, health: Health) -> Judgement:
    """Refuse a probe that is not answered within its promise and a second."""
    most = {name: made.within_seconds + _GRACE_SECONDS for name, made in probes_of(health).items()}
    asked = [s for o in seen.outages for name in most for s in o.of(name) if s.at_seconds >= 0]
    problems = [p for outage in seen.outages for p in _problems(outage, most)]
    doubts = [doubt for o in seen.outages for name in most if (doubt := _doubt(o, name, most[name]))]
    return conclude(len(asked), problems, doubts, seen.outages)


def _doubt(outage: Outage, name: str, seconds: float) -> str:
    """Return why a quick answer shows nothing, what never was a yes is quick to refuse; or why a late one."""
    if not outage.samples:
        return f"no probe was asked while {outage.dependency} hung"
    if outage.of(name) and (doubt := before_doubt(outage, name)):
        return doubt
    late = any(s.is_excused(seconds) for s in _slow(_during(outage, name), seconds))
    return f"{name} was answered late only while our own machine was busy" if late else ""


def _during(outage: Outage, name: str, replica: str | None = None) -> list[Sample]:
    return [s for s in outage.of(name, replica) if 0 <= s.at_seconds < outage.start_asked_seconds]


def _slow(asked: list[Sample], seconds: float) -> list[Sample]:
    return [s for s in asked if s.status is None or s.seconds > seconds]


def _problems(outage: Outage, most: dict[str, float]) -> Iterator[Problem]:
    for replica in outage.replicas:
        for name, seconds in most.items():
            during = _during(outage, name, replica)
            slow = _slow(during, seconds)
            if any(not s.is_excused(seconds) for s in slow):
                worst = max(slow, key=lambda s: s.seconds)
                observed = f"{len(slow)} of {len(during)} not, {worst.answer} after {worst.seconds:.1f} s"
                where = f"{name} of {replica} while {outage.dependency} hangs"
                yield Problem(where, f"an answer within {seconds:g} s", observed)
