"""Have the newer of two releases make what the contract knows, and read it with the older one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from gonogo.contract.base import Request
from gonogo.contract.deployment import Deployment
from gonogo.contract.model import Contract
from gonogo.contract.rollback import Rollout
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import NotYet, Wait, WaitTimeout, pause
from gonogo.suites.rollback.assets import assets_of
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


@dataclass(frozen=True)
class _Look:
    """What was seen of a thing at who made it, and where it is to be read."""

    seen: Crossed
    read: Read
    at: tuple[str, ...]


def read_what_the_other_wrote(
    target: Target, contract: Contract, rollout: Rollout, deployment: Deployment
) -> Crossing:
    """Start the other release beside what runs, make and read, and end it."""
    image, running = _image(rollout), target.replicas
    # as many of the newer one as there are of the older, so that any of those may be asked
    started = [target.start_image(image)] if image else [target.start_replica() for _ in running]
    before, this = (started, running) if image else (running, started)
    sides = _Sides(tuple(one.url for one in before), this[0].url)
    who = (f"before: {', '.join(r.name for r in before)}", f"this: {', '.join(r.name for r in this)}")
    going = list(started)

    def way_back() -> None:
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(_stop, target, rollout.stops_within_seconds), going))
        going.clear()

    try:
        late = _late(started, deployment.ready, max(rollout.deadline_seconds, deployment.start_seconds))
        if late:
            return Crossing(who, late, ())
        things = _made(target, contract, sides) if rollout.previous else []
        looks = things + [one for page in rollout.pages for one in _named(target, page, sides)]
        seen = [replace(one.seen, beside=_anywhere(one.read, one.at)) for one in looks]
        if not image:
            way_back()
            seen = [_after(told, look, sides) for told, look in zip(seen, looks, strict=True)]
        return Crossing(who, "", tuple(seen[: len(things)]), tuple(seen[len(things) :]))
    finally:
        way_back()


def _stop(target: Target, seconds: float, replica: Replica) -> None:
    target.stop_replica(replica, seconds)


def _image(rollout: Rollout) -> str:
    """Return the image of the release before, empty where none is named, or its variable is not set."""
    named = os.path.expandvars(rollout.previous.image or "") if rollout.previous else ""
    return "" if "$" in named else named


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
    answer = probe(url)
    if answer.status != 200:
        raise NotYet(answer.error or f"status {answer.status}")
    return True


def _after(told: Crossed, look: _Look, sides: _Sides) -> Crossed:
    """Read once more where the release before is the one that is asked."""
    return replace(told, after=_anywhere(look.read, look.at)) if look.at == sides.before else told


def _made(target: Target, contract: Contract, sides: _Sides) -> list[_Look]:
    """Have all made, and read by who made it."""
    known = lists(target, contract)
    owned = {what: _anywhere(read, sides.before) for what, read in known.items()}
    made = [_one(maker, sides) for maker in makers(target, contract)]
    seen = [_still(look, cached, sides) for look, cached in made]
    for what, read in known.items():
        seen.append(_Look(Crossed(what, owned[what], _anywhere(read, (sides.this,))), read, sides.before))
    return seen


def _one(maker: Maker, sides: _Sides) -> tuple[_Look, Read]:
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
        return _Look(Crossed(maker.what, own, f"not made: {other}"), _nothing, sides.before), _nothing
    made = _anywhere(cached, (sides.this,))
    look = _Look(Crossed(maker.what, own, made), lambda base: cached(base) or fresh(base), sides.before)
    return look, cached


def _nothing(_: str) -> str:
    return ""


def _still(look: _Look, cached: Read, sides: _Sides) -> _Look:
    """Look once more where it was made, when all are made: a later write may have taken it away.

    Only at the one that lies in a cache anyway.
    """
    if look.seen.made:
        return look
    return replace(look, seen=replace(look.seen, made=_anywhere(cached, (sides.this,))))


def _named(target: Target, page: Request, sides: _Sides) -> Iterator[_Look]:
    """Ask each release for what the page of the other one names."""
    for who, base, at in (("this", sides.this, sides.before), ("before", sides.before[0], (sides.this,))):
        what = f"{page.method} {page.path} of {'this release' if who == 'this' else 'the release before'}"
        try:
            yield _Look(Crossed(what, "", ""), assets_of(target, page, base), at)
        except NotMadeError as other:
            said = str(other)
            own, made = ("", said) if who == "this" else (said, "")
            yield _Look(Crossed(what, own, made), _nothing, at)


def _anywhere(read: Read, bases: tuple[str, ...]) -> str:
    """Read at each process; what looks wrong is read once more, for a copy may come a moment later."""
    said = next(filter(None, (read(base) for base in bases)), "")
    if said:
        pause(_AGAIN_SECONDS, "a copy that comes a moment later is there now")
        said = next(filter(None, (read(base) for base in bases)), "")
    return said
