"""Send many clients at one moment, a journey after the other, and look at the others meanwhile."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from gonogo.contract.crowd import Crowd
from gonogo.contract.latency import Journey, Latency
from gonogo.contract.model import Contract
from gonogo.core.lateness import Told
from gonogo.instruments.probe.logins import authorized
from gonogo.loadtests.crowd import Asked, CrowdPlan, CrowdResult, run_crowd
from gonogo.loadtests.plan import Journey as Sent
from gonogo.loadtests.plan import LoadPlan
from gonogo.suites.latency.crowding import is_kept, limit_beside, tell_rest
from gonogo.suites.latency.observations.crowd import Beside, Crowded, Crowds, Reply
from gonogo.suites.metrics.experiments.sending import ask
from gonogo.targets.base import Target

_ENOUGH_SECONDS = 8.0
_STARTS_SECONDS = 3.0  # of each crowd, with those who ask alone before it
_MOST_SECONDS = 150.0  # the observation has 240, and the last crowd may take its time
_LONGER_SECONDS = 1.0
_STARTS_WITHIN_SECONDS = 30.0
_ROWS = 30  # a page of a list, for the most part
_ERROR = 400
_SHEDS = frozenset({429, 503})


def send_a_crowd(target: Target, contract: Contract, latency: Latency, crowd: Crowd) -> Crowds:
    """Do it with each journey; a crowd that did not go well comes once more, to see whether that was chance.

    A store of ours gets some rows first: of an empty one a list is read in no time. None begins at a service
    that did not come back to rest, or once so many seconds are over.
    """
    _fill(target, contract)
    began, waiting = time.monotonic(), _crowded(latency, crowd)
    each = crowd.within_seconds + _STARTS_SECONDS
    enough = max(_ENOUGH_SECONDS, min(_MOST_SECONDS, len(waiting) * each))
    seen: list[Crowded] = []
    while waiting and time.monotonic() - began < enough:
        name = waiting.pop(0)
        seen.append(_send(target, latency, crowd, name))
        if seen[-1].crowd and not is_kept(seen[-1], latency, crowd) and _rests(seen[-1]):
            seen.append(_send(target, latency, crowd, name))
        if seen[-1].crowd and not _rests(seen[-1]):
            break
    return Crowds(tuple(seen), tuple(waiting))


def _fill(target: Target, contract: Contract) -> None:
    """Send a write some times to a release that we started, unless one of the journeys writes anyway."""
    writes = [*(contract.traffic.requests if contract.traffic else ())]
    writes += [contract.rollout.write] if contract.rollout and contract.rollout.write else []
    write = next((r for r in writes if r.method == "POST" and r.status < _ERROR), None)
    journeys = contract.latency.journeys if contract.latency else ()
    if write is None or not target.started_here or any(j.method == "POST" for j in journeys):
        return
    for _ in range(_ROWS):
        ask(target.entry, write, target.headers(write.credential))


def _crowded(latency: Latency, crowd: Crowd) -> list[str]:
    return [j.name for j in latency.journeys if not crowd.journeys or j.name in crowd.journeys]


def _rests(seen: Crowded) -> bool:
    return tell_rest(seen) is Told.KEPT


def _send(target: Target, latency: Latency, crowd: Crowd, name: str) -> Crowded:
    load = _plan(target, latency, crowd)
    plan = CrowdPlan(load=load, journey=name, clients=crowd.clients)
    patience = load.timeout_seconds * (len(latency.journeys) * plan.alone + 3) + _STARTS_WITHIN_SECONDS
    return _seen(run_crowd(plan, patience), latency, name)


def _plan(target: Target, latency: Latency, crowd: Crowd) -> LoadPlan:
    """Plan nothing but where to send what, and for how long to wait: longer than anybody promises."""
    longest = max([crowd.within_seconds, *(limit_beside(journey, crowd) for journey in latency.journeys)])
    return LoadPlan(
        base_urls=(target.entry,),
        journeys=tuple(_sent(target, journey) for journey in latency.journeys),
        duration_seconds=1.0,
        max_requests=1,
        timeout_seconds=min(100.0, longest + _LONGER_SECONDS),
        connections="fresh",
        headers=authorized(target.entry, {}),
        allow_hosts=(urlsplit(target.entry).hostname or "",),
    )


def _sent(target: Target, journey: Journey) -> Sent:
    return Sent(
        name=journey.name,
        path=journey.path,
        method=journey.method,
        rate_per_second=journey.rate_per_second,
        headers=target.headers(journey.credential),
        json=journey.body,
        expected_statuses=(journey.status,),
    )


def _seen(result: CrowdResult, latency: Latency, name: str) -> Crowded:
    promised = {journey.name: journey.status for journey in latency.journeys}
    crowd = result.of("crowd", name)
    return Crowded(
        journey=name,
        promised=promised[name],
        alone=_replies(result.of("before", name)),
        crowd=_replies(crowd),
        after=_replies(result.of("after", name)),
        beside=tuple(
            Beside(
                other,
                promised[other],
                _replies(result.of("before", other)),
                _replies(result.of("beside", other)),
            )
            for other in promised
            if other != name
        ),
        sent_within_seconds=max((one.late_seconds for one in crowd), default=0.0),
        slowed=result.slowed,
    )


def _replies(asked: tuple[Asked, ...]) -> tuple[Reply, ...]:
    return tuple(
        Reply(
            said=one.error or str(one.status),
            seconds=round(one.seconds, 4),
            ours_seconds=round(one.late_seconds + one.stalled_seconds, 4),
            shed=one.retry_after and one.status in _SHEDS,
            own=one.is_own,
        )
        for one in asked
    )
