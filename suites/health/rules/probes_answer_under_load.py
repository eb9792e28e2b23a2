"""Every probe answers in time while users arrive as planned.

Why: a probe that waits behind the users' requests fails when the service is busiest; the orchestrator then
restarts a process that works, and its users move on to the next one.
Reference: sentinel-hub/titiler-openeo pull request 303; Kubernetes, Configure Probes, on timeoutSeconds.
Remedy: answer probes on the event loop without a thread of the pool that requests use, and reuse the results
of checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told, tell
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.load import Loaded
from gonogo.suites.health.observations.probes import Sample
from gonogo.suites.health.promised import probes_of

_GRACE_SECONDS = 0.5  # what a busy machine adds to an answer; a starved probe waits for seconds
_MOST_OF_THE_TIME = 0.5
"""Who waits for a late answer asks no more meanwhile: few late ones stand for many that were not asked."""


@rule("health.probes", "latency")
def judge(seen: Loaded, health: Health) -> Judgement:
    """Refuse a probe of which more than one in ten samples is no answer of 2xx within its promise.

    So is one for whose late answers one waited most of the time.
    """
    most = {name: made.within_seconds + _GRACE_SECONDS for name, made in probes_of(health).items()}
    told = [
        (asked, most[name], _starved(asked, most[name], seen) or _tell(asked, most[name], seen.doubt))
        for name, asked in _asked(seen)
    ]
    problems = tuple(_problem(asked, seconds) for asked, seconds, how in told if how is Told.BROKEN)
    if not problems and any(how is Told.UNTOLD for _, _, how in told):
        return Judgement.cannot_tell(seen.doubt or "answers were late only while our own machine was busy")
    return Judgement(len(seen.samples), problems)


def _asked(seen: Loaded) -> Iterator[tuple[str, list[Sample]]]:
    """Give each probe of each replica with its samples."""
    for replica, name in sorted({(s.replica, s.question) for s in seen.samples}):
        yield name, [s for s in seen.samples if (s.replica, s.question) == (replica, name)]


def _starved(asked: list[Sample], seconds: float, seen: Loaded) -> Told | None:
    """Return that it is broken where waits for several late answers, none our own doing, fill the time."""
    waits = [s.seconds for s in _bad(asked, seconds) if not s.late_seconds]
    return Told.BROKEN if len(waits) > 1 and sum(waits) > _MOST_OF_THE_TIME * seen.seconds else None


def _tell(asked: list[Sample], seconds: float, doubt: str) -> Told:
    bad = _bad(asked, seconds)
    sure = sum(not (s.is_excused(seconds) and (s.passes or s.status is None)) for s in bad)
    return tell(len(asked) / 10, len(bad), sure, lighter=bool(doubt))


def _problem(asked: list[Sample], seconds: float) -> Problem:
    bad = _bad(asked, seconds)
    worst = max(bad, key=lambda s: s.seconds)
    observed = f"{len(bad)} of {len(asked)} not, {worst.answer} after {worst.seconds:.1f} s"
    return Problem(f"{worst.question} of {worst.replica} under load", f"2xx within {seconds:g} s", observed)


def _bad(asked: list[Sample], seconds: float) -> list[Sample]:
    return [s for s in asked if not s.passes or s.seconds > seconds]
