"""Take each dependency away and give it back, while every replica is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial

from gonogo.contract.base import Request
from gonogo.contract.health import Health
from gonogo.contract.metrics import Traffic
from gonogo.contract.model import Contract
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.health.experiments.knocking import BETWEEN_SECONDS, Knock, knocks_at, refusals
from gonogo.suites.health.experiments.newcomer import Joining, joined
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.experiments.written import content_of
from gonogo.suites.health.observations.probes import Outage, Outages
from gonogo.suites.health.promised import probes_of
from gonogo.suites.health.uses import uses
from gonogo.suites.security.experiments.closed import closed_requests
from gonogo.targets.base import Replica, Target, TargetError
from gonogo.targets.identity.reading import fact_at

_CONTROL_SECONDS = 1.5
_PATIENCE_SECONDS = 2.0  # longer than an orchestrator's usual time-out of 1 s, shorter than any outage
_TRAFFIC_SECONDS = 5.0
_USING_SECONDS = 1.5  # so that each is asked once before the fault, and no limit is used up
_JSON = {"Content-Type": "application/json"}
_GOOD_IN_A_ROW = 8  # one of two processes that is not well yet lets three good answers pass soon enough
_EVERY = 10_000
_BETWEEN_SECONDS = 1.0  # more than lies between two samples of one question


@dataclass(frozen=True)
class _Moments:
    """When, on the monotonic clock."""

    stop_asked: float
    gone: float
    start_asked: float
    started: float


Ready = Callable[[], list[Knock]]
"""Makes ready what is closed and asked for all the while."""


def take_dependencies_away(target: Target, contract: Contract, health: Health | None) -> Outages:
    """Do it once for each dependency, one after the other, and ask for what is closed all the while."""

    def asked() -> list[Knock]:
        return knocks_at(target, closed_requests(target, contract))

    with ThreadPoolExecutor(1) as beside:  # while the replicas are looked at; what is closed stays closed
        return taken_away(target, contract, health or Health(), beside.submit(asked).result, joins=True)


def taken_away(
    target: Target, contract: Contract, health: Health, ready: Ready, *, joins: bool = False
) -> Outages:
    """Do it with whatever *stop* and *start* mean to the target; a new process may join meanwhile."""
    request, outages = _traffic(contract), list[Outage]()
    for name in contract.dependencies:
        with joined(target, contract, name) if joins else nullcontext() as joining:
            seen = _outage(target, contract, health, name, ready, joining)
            if joining:
                joining.wait_once_more()
            outages.append(replace(seen, newcomer=joining.seen) if joining else seen)
    return Outages(request.status if request else None, tuple(outages))


def _traffic(contract: Contract) -> Request | None:
    """Return the first request of the known traffic that only reads and succeeds."""
    requests = contract.traffic.requests if contract.traffic else ()
    return next((r for r in requests if r.method == "GET" and r.status < 400), None)


def _outage(
    target: Target, contract: Contract, health: Health, name: str, ready: Ready, joining: Joining | None
) -> Outage:
    before, request = _instances(target, contract), _traffic(contract)
    within = health.recovers_within_seconds
    using = [] if contract.dependencies[name].hard else _using(target, contract.traffic)
    with Sampler(_questions(target, contract, request)) as sampler, Sampler(using, _USING_SECONDS) as users:
        _wait_until_well(sampler, time.monotonic(), within, request)
        began, knocks = time.monotonic(), ready()
        with Sampler([knock.question for knock in knocks], BETWEEN_SECONDS) as knocking:
            left = max(0.0, began + _CONTROL_SECONDS - time.monotonic())
            pause(left, "the control: what the replicas say while all is well")
            notices = health.notices_within_seconds if contract.dependencies[name].hard else 0.0
            answered = _then(_answered(sampler, notices), knocking.end)
            moments = _away(target, name, health.outage_seconds, answered, joining)
            users.end()
            _wait_until_well(sampler, moments.started, within, request)
    after = _instances(target, contract)
    stop_asked = round(moments.stop_asked - moments.gone, 3)
    start_asked = round(moments.start_asked - moments.gone, 3)
    return Outage(
        dependency=name,
        hard=contract.dependencies[name].hard,
        stop_asked_seconds=stop_asked,
        start_asked_seconds=start_asked,
        started_seconds=round(moments.started - moments.gone, 3),
        instances={replica: (instance, after.get(replica, "")) for replica, instance in before.items()},
        samples=(*sampler.since(moments.gone), *users.since(moments.gone)),
        bodies=sampler.bodies(moments.stop_asked, moments.started),
        errors=(
            *sampler.errors(moments.stop_asked, moments.started),
            *users.errors(moments.stop_asked, moments.started),
        ),
        refusals=refusals(knocks, knocking.since(moments.gone), stop_asked),
    )


def _answered(sampler: Sampler, notices: float) -> Callable[[float], None]:
    """Return what waits until each readiness said no in a hard fault, or was asked when it had to know."""
    asked = [question for question in sampler.questions if question.name == "readiness" and notices]
    longest = max((question.patience_seconds for question in asked), default=0.0)

    def decided(question: Question, gone: float) -> bool:
        began = sampler.latest(question, _EVERY, gone)
        return any(not s.passes or s.at_seconds >= gone + notices for s in began)

    def wait(gone: float) -> None:
        left = max(0.0, gone + notices - time.monotonic()) + 2 * longest + _BETWEEN_SECONDS
        with suppress(WaitTimeout):  # the samples show whom nobody could ask
            Wait("every readiness answered within the fault", left, 0.1).until(
                lambda: all(decided(question, gone) for question in asked)
            )

    return wait


def _then(wait: Callable[[float], None], end: Callable[[], None]) -> Callable[[float], None]:
    """Return what waits and ends what was going on: who comes back is not knocked at."""

    def both(gone: float) -> None:
        wait(gone)
        end()

    return both


def _away(
    target: Target,
    name: str,
    seconds: float,
    answered: Callable[[float], None],
    joining: Joining | None,
) -> _Moments:
    """Stop it, wait until what is asked of it was answered, and start it again whatever happens."""
    stop_asked = time.monotonic()
    try:
        target.stop_dependency(name)
        gone = time.monotonic()
        if joining:
            joining.start()
        pause(max(0.0, gone + seconds - time.monotonic()), f"{name} is away")
        answered(gone)
        if joining:
            joining.wait()
    finally:
        start_asked = time.monotonic()
        target.start_dependency(name)
    return _Moments(stop_asked, gone, start_asked, time.monotonic())


def _questions(target: Target, contract: Contract, request: Request | None) -> list[Question]:
    asked = []
    for replica in target.replicas:
        for name, promised in probes_of(contract.health).items():
            if name != "startup":
                patience = max(_PATIENCE_SECONDS, promised.within_seconds)
                asked.append(Question(name, below(replica.url, promised.path), replica.name, {}, patience))
        if request is not None:
            headers = target.headers(request.credential)
            asked.append(
                Question("traffic", below(replica.url, request.path), replica.name, headers, _TRAFFIC_SECONDS)
            )
    return asked


def _using(target: Target, traffic: Traffic | None) -> list[Question]:
    """Ask for what else users do: a way to the dependency that one of them takes may be nobody else's."""
    return [
        Question(
            name,
            below(replica.url, request.path),
            replica.name,
            target.headers(request.credential) | ({} if request.is_safe else _JSON),
            _TRAFFIC_SECONDS,
            request.method,
            None if request.is_safe else partial(content_of, request),
        )
        for replica in target.replicas
        for name, request in uses(traffic).items()
    ]


def _wait_until_well(sampler: Sampler, since: float, seconds: float, request: Request | None) -> None:
    """Wait until every question is answered well so often in a row; for a rule to judge where not.

    Before an outage this is its steady state: what an earlier one left behind may end first.
    """

    def well() -> bool:
        return all(_is_well(sampler, question, since, request) for question in sampler.questions)

    try:
        Wait("every replica is well", seconds, 0.25).until(well)
    except WaitTimeout:
        return  # the samples show what was not


def _is_well(sampler: Sampler, question: Question, started: float, request: Request | None) -> bool:
    latest = sampler.latest(question, _GOOD_IN_A_ROW, started)
    promised = request.status if request and question.name == "traffic" else None
    well = [s.status == promised if promised else s.passes for s in latest]
    return len(well) == _GOOD_IN_A_ROW and all(well)


def _instances(target: Target, contract: Contract) -> dict[str, str]:
    """Return what tells each replica's process apart, empty where the contract names nothing."""
    return {r.name: fact_at(r.url, contract, "instance", _PATIENCE_SECONDS) for r in _current(target)}


def _current(target: Target) -> tuple[Replica, ...]:
    try:
        return target.replicas
    except TargetError:
        return ()  # a replica that ended has no address any more: its instance is then unknown
