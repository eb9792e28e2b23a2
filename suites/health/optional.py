"""Shared by the rules on what is optional: without it, readiness passes and users are served. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gonogo.contract.health import Health, Probe
from gonogo.contract.metrics import Traffic
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.health.observations.probes import Outage, Sample
from gonogo.suites.health.outages import conclude, control_doubt, counted
from gonogo.suites.health.spells import is_of_the_moment
from gonogo.suites.health.unseen import unseen, unseen_doubt
from gonogo.suites.health.uses import uses

_LIMITED = 429
"""Whoever is told so has asked too often, and learnt nothing of the dependency."""


def judge_optional(
    outages: Sequence[Outage], promised: int | None, health: Health, traffic: Traffic | None
) -> Judgement:
    """Refuse a readiness that is not 2xx, and traffic not as promised, in the fault of what is optional.

    That of a process that is started in it as well.
    """
    probe, other = health.readiness, {name: use.status for name, use in uses(traffic).items()}
    optional = [outage for outage in outages if not outage.hard]
    doubts = [control_doubt(o, "readiness") or _traffic_doubt(o, promised) for o in optional]
    sure = [outage for outage, doubt in zip(optional, doubts, strict=True) if not doubt]
    problems = [p for outage in sure for p in _problems(outage, promised, other, probe)]
    problems += [p for outage in sure for p in _never_ready(outage)]
    doubts += [_newcomer_doubt(o) for o in sure]
    late = [unseen_doubt((*o.away("readiness"), *o.away("traffic")), probe) for o in sure]
    examined = sum(len(outage.away("readiness")) for outage in sure)
    return conclude(examined, problems, (*doubts, *late), optional)


def _never_ready(outage: Outage) -> Iterator[Problem]:
    """Give a process that was started meanwhile, and was ready only with the dependency back."""
    seen = outage.newcomer
    if seen and seen.ready_seconds is None and seen.ready_after:
        where = f"readiness of a process that is started without {outage.dependency}"
        said = f"{seen.last or 'no answer'} for {seen.waited_seconds:.0f} s, 2xx once it was back"
        yield Problem(where, "2xx, as of those that run", said)


def _newcomer_doubt(outage: Outage) -> str:
    """Say that one was never ready, with the dependency or without: nobody knows why."""
    seen = outage.newcomer
    if seen is None or seen.ready_seconds is not None or seen.ready_after:
        return ""
    return (
        f"a process that was started without {outage.dependency} was not ready within "
        f"{seen.waited_seconds:.0f} s, nor once it was back: {seen.last or 'no answer'}"
    )


def _traffic_doubt(outage: Outage, promised: int | None) -> str:
    """Return which replica did not answer users as promised before: it owes nobody more without."""
    for replica in outage.replicas:
        last = _before(outage, "traffic", replica)
        if last and last.status != promised:
            return f"traffic of {replica} was {last.answer} before {outage.dependency} was taken away"
    return ""


def _before(outage: Outage, name: str, replica: str) -> Sample | None:
    own = [sample for sample in outage.before(name) if sample.replica == replica]
    return own[-1] if own else None


def _problems(
    outage: Outage, promised: int | None, other: Mapping[str, int], probe: Probe | None
) -> Iterator[Problem]:
    for replica in outage.replicas:
        ejected = [s for s in outage.away("readiness", replica) if not s.passes and not unseen(s, probe)]
        if ejected and not is_of_the_moment(ejected, outage, replica):
            yield Problem(f"readiness of {replica} without {outage.dependency}", "2xx", counted(ejected))
        for name, status in {"traffic": promised, **_well_before(outage, replica, other)}.items():
            users = [s for s in outage.away(name, replica) if name == "traffic" or s.status != _LIMITED]
            broken = [s for s in users if s.status != status and not unseen(s, probe)]
            if broken:
                yield Problem(
                    f"{name} of {replica} without {outage.dependency}", f"{status}", counted(broken)
                )


def _well_before(outage: Outage, replica: str, other: Mapping[str, int]) -> dict[str, int]:
    """Return what else users do that was answered as promised until then."""
    last = {name: _before(outage, name, replica) for name in other}
    return {name: other[name] for name, sample in last.items() if sample and sample.status == other[name]}
