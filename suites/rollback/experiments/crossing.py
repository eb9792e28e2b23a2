"""Have the newer of two releases make what the contract knows, and read it with the older one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from gonogo.contract.deployment import Deployment
from gonogo.contract.model import Contract
from gonogo.contract.rollback import Rollout
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.rollback.making import Maker, NotMadeError, Read, lists, makers
from gonogo.suites.rollback.observations.crossing import Crossed, Crossing
from gonogo.targets.base import Replica, Target

_POLL_SECONDS = 0.2
_AGAIN_SECONDS = 2.0


@dataclass(frozen=True)
class _Sides:
    """Base URLs of the release before, and of this one."""

    before: tuple[str, ...]
    this: str


def read_what_the_other_wrote(
    target: Target, contract: Contract, rollout: Rollout, deployment: Deployment
) -> Crossing:
    """Start the other release beside what runs, make and read, and end it."""
    named = os.path.expandvars(rollout.previous.image or "") if rollout.previous else ""
    image = None if "$" in named else named or None
    running = target.replicas
    # as many of the newer one as there are of the older, so that any of those may be asked
    started = [target.start_image(image)] if image else [target.start_replica() for _ in running]
    before, this = (started, running) if image else (running, started)
    sides = _Sides(tuple(one.url for one in before), this[0].url)
    who = (f"before: {', '.join(r.name for r in before)}", f"this: {', '.join(r.name for r in this)}")
    going = list(started)

    def way_back() -> None:
        while going:
            target.stop_replica(going.pop(), rollout.stops_within_seconds)

    try:
        late = _late(started, deployment.ready, rollout.deadline_seconds)
        if late:
            return Crossing(who, late, ())
        return Crossing(who, "", _crossed(target, contract, sides, None if image else way_back))
    finally:
        way_back()


def _late(started: Iterable[Replica], ready: str, seconds: float) -> str:
    """Wait for each; say which one is not ready, and what it answers."""
    for one in started:
        wait = Wait(f"{one.name} is ready", seconds, _POLL_SECONDS)
        try:
            wait.until(partial(_answers, below(one.url, ready)))
        except WaitTimeout as late:
            return str(late)
    return ""


def _answers(url: str) -> bool:
    return probe(url).status == 200


def _crossed(
    target: Target, contract: Contract, sides: _Sides, way_back: Callable[[], None] | None
) -> tuple[Crossed, ...]:
    """Make all, read all while both run, and once more after the way back, where there is one."""
    known = lists(target, contract)
    owned = {what: _anywhere(read, sides.before) for what, read in known.items()}
    seen = [_made(maker, sides) for maker in makers(target, contract)]
    seen += [
        (Crossed(what, owned[what], _anywhere(read, (sides.this,))), read) for what, read in known.items()
    ]
    beside = [replace(one, beside=_anywhere(read, sides.before)) for one, read in seen]
    if way_back is None:
        return tuple(beside)
    way_back()
    reads = [read for _, read in seen]
    return tuple(replace(o, after=_anywhere(r, sides.before)) for o, r in zip(beside, reads, strict=True))


def _made(maker: Maker, sides: _Sides) -> tuple[Crossed, Read]:
    """Have each release make one and read it itself, and this one make another.

    The first of this one lies in a cache then, where there is one, and the other only where it is kept.
    """
    try:
        own = _anywhere(maker.make(sides.before[0]), sides.before[:1])
    except NotMadeError as other:
        own = f"not made: {other}"
    try:
        cached, fresh = maker.make(sides.this), maker.make(sides.this)
    except NotMadeError as other:
        return Crossed(maker.what, own, f"not made: {other}"), lambda _: ""
    made = _anywhere(cached, (sides.this,))
    return Crossed(maker.what, own, made), lambda base: cached(base) or fresh(base)


def _anywhere(read: Read, bases: tuple[str, ...]) -> str:
    """Read at each process; what looks wrong is read once more, for a copy may come a moment later."""
    said = next(filter(None, (read(base) for base in bases)), "")
    if said:
        pause(_AGAIN_SECONDS, "a copy that comes a moment later is there now")
        said = next(filter(None, (read(base) for base in bases)), "")
    return said
