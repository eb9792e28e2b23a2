"""What reports say of crowds: why one tells nothing, and how it went. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gonogo.contract.crowd import Crowd
from gonogo.suites.latency.crowding import is_crowd, is_starved, is_well_alone, was_taken
from gonogo.suites.latency.observations.crowd import Beside, Crowded, Crowds, Reply


def crowd_doubt(one: Crowded, crowd: Crowd) -> str:
    """Return why a crowd does not tell how its clients were answered, or whether it left nothing stuck."""
    if not is_well_alone(one.alone, one.promised, crowd.within_seconds):
        return _not_alone(one.journey, one.alone)
    if not is_crowd(one):
        return _no_crowd(one)
    if is_starved(one):
        return _starved(one)
    if one.after and one.after[-1].shed:
        return (
            f"{one.journey} turns away one client alone after its crowd, with {one.after[-1].said}: "
            "raise the limit of what is tried here, or lower latency.crowd.clients"
        )
    return f"clients of {one.journey} were not answered in time only while our own machine was busy"


def beside_doubt(one: Crowded, other: Beside, crowd: Crowd, limit: float) -> str:
    """Return why a crowd does not tell whether another journey was left alone."""
    if not one.crowd:
        return _not_alone(one.journey, one.alone)
    if not is_well_alone(other.alone, other.promised, limit):
        return _not_alone(other.journey, other.alone)
    if not is_crowd(one):
        return _no_crowd(one)
    if is_starved(one):
        return _starved(one)
    if not was_taken(one, crowd):
        return f"most of the crowd on {one.journey} was turned away, so that nobody was in the way of others"
    return f"{other.journey} was late beside {one.journey} only while our own machine was busy"


def unreached(seen: Crowds) -> list[str]:
    """Say which journeys had no crowd."""
    return [f"{name} had no crowd: the service was not at rest, or time was over" for name in seen.unreached]


def kinds(bad: Iterable[Reply], promised: int) -> str:
    """Say what came instead, and how often; the promised answer was late."""
    said = Counter("late" if reply.said == str(promised) else reply.said for reply in bad)
    return ", ".join(f"{kind} x {count}" for kind, count in said.items())


def summary(seen: Crowds) -> dict[str, str]:
    """Say of each journey how long its last crowd took, and how slow the others were meanwhile."""
    return {one.journey: _summary(one) for one in seen.crowds if one.crowd}


def _summary(one: Crowded) -> str:
    alone, last = one.alone[-1].seconds, max(reply.seconds for reply in one.crowd)
    said = f"alone {alone:.3f} s, the last of {len(one.crowd)} after {last:.3f} s"
    slow = [(max(r.seconds for r in o.meanwhile), o.journey) for o in one.beside if o.meanwhile]
    return ", ".join([said, *(f"{name} beside it up to {seconds:.3f} s" for seconds, name in slow)])


def _not_alone(journey: str, alone: tuple[Reply, ...]) -> str:
    said = f"{alone[-1].said} after {alone[-1].seconds:.1f} s" if alone else "nobody"
    return f"{journey} answered one client alone with {said}, before any crowd"


def _starved(one: Crowded) -> str:
    return (
        f"{one.journey} had its crowd while our own machine was too busy: a process that works took "
        f"{one.slowed:.1f} times its processor time"
    )


def _no_crowd(one: Crowded) -> str:
    return (
        f"the last client of the crowd on {one.journey} was sent {one.sent_within_seconds:.2f} s late: "
        "our own machine was busy"
    )
