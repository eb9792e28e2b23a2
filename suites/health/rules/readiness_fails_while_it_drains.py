"""Told to stop, a process says that it is not ready while it still answers.

Why: whoever routes learns from readiness alone that a process is about to go; one that says yes to its last
moment, or from a cache for most of the drain, gets requests that it will not answer.
Reference: Kubernetes issue 20473; Kubernetes, Pod Lifecycle, termination of Pods.
Remedy: fail readiness first at SIGTERM, and close the listener only after the drain window.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.agreement import meant
from gonogo.suites.health.observations.lifecycle import HEADS, Lifecycle
from gonogo.suites.health.observations.probes import Sample
from gonogo.suites.health.outages import counted

_AGREES_SECONDS, _AGREES_SHARE = 1.0, 1 / 3  # in which workers that are told at once, or remember, say no


@rule("health.readiness", "health.drains_seconds")
def judge(seen: Lifecycle, health: Health) -> Judgement:
    """Refuse an end that is a yes for longer than it is a no, by its status or by what its body states.

    Some of several workers may still say yes when others say no, for a while.
    """
    if seen.ready_seconds is None:
        return Judgement.cannot_tell("the process never said that it was ready")
    asked = [s for s in seen.of("readiness") if s.at_seconds >= seen.stop_asked_seconds]
    yes = sum(s.passes for s in asked)
    no = sum(s.status is not None for s in asked) - yes
    contradicted = [s.answer for s in asked if _says_yes_beside_no(s, health)]
    if no and yes <= no and (again := _yes_again(asked)):
        last = again[-1]
        told = f"{last.answer} {len(again)} times, {_after_no(asked, last):.1f} s after the first no as well"
        return Judgement(len(asked), (Problem("readiness after SIGTERM", "a no, once it was one", told),))
    if no and yes <= no:
        said = f"a yes in the body of {len(contradicted)} with {contradicted[0]}" if contradicted else ""
        problem = Problem("readiness after SIGTERM", "a body that says no as well", said)
        problems = (problem,) if 2 * len(contradicted) > no else ()
        return Judgement(len(asked), (*problems, *_by_head(seen)))
    if not asked:
        return Judgement.cannot_tell("readiness was not asked after the process was told to stop")
    expected = "a no for most of the time until the end"
    return Judgement(len(asked), (Problem("readiness after SIGTERM", expected, counted(asked)),))


def _by_head(seen: Lifecycle) -> Iterator[Problem]:
    """Give what balancers are told that ask by HEAD, where that never was a no (RFC 9110, 9.3.2)."""
    asked = [s for s in seen.of(HEADS) if s.at_seconds >= seen.stop_asked_seconds and s.status is not None]
    if len(asked) > 1 and all(s.passes for s in asked):
        yield Problem(f"{HEADS} after SIGTERM", "a no, as GET is answered", f"a yes {len(asked)} times")


def _yes_again(asked: list[Sample]) -> list[Sample]:
    """Return each late yes after the first no: that of a worker which is told later."""
    least = max(_AGREES_SECONDS, (asked[-1].at_seconds - asked[0].at_seconds) * _AGREES_SHARE)
    late = [s for s in asked if s.passes and _after_no(asked, s) > least]
    return late if len(late) > 1 else []


def _after_no(asked: list[Sample], sample: Sample) -> float:
    """Return the seconds between the first no and a sample."""
    return sample.at_seconds - next(s.at_seconds for s in asked if s.status is not None and not s.passes)


def _says_yes_beside_no(sample: Sample, health: Health) -> bool:
    """Whether the body passes and the status does not; under a key of its own nothing was kept of it."""
    own_key = health.readiness is not None and health.readiness.key
    return sample.status is not None and not sample.passes and not own_key and meant(sample.stated) == "pass"
