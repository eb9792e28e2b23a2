"""Cut one replica off from a hard dependency that the others keep, while users ask at the entry.

What fails at once is free again at once: an entry that sends where least is going on sends it all that comes.
"""

from __future__ import annotations

import time
from contextlib import suppress

from gonogo.contract.base import Request
from gonogo.contract.health import Health
from gonogo.contract.model import Contract
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.health.black_hole import doubt, problems
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.observations.severed import CutOff, Severed
from gonogo.targets.base import Target, TargetError
from gonogo.targets.identity.reading import fact_at

ENTRY = "entry"
_USERS = 3  # four times a second each
_CONTROL_SECONDS = 1.5
_LOOK_SECONDS = 4.0
_PATIENCE_SECONDS = 5.0
_PROBE_SECONDS = 2.0
_TRIES, _IN_A_ROW = 2, 3


def cut_one_replica_off(target: Target, contract: Contract, health: Health) -> CutOff:
    """Do it to the first replica and the first hard dependency, once more where that looks bad."""
    name, request, tries = next(iter(contract.hard_dependencies)), _read(contract), list[Severed]()
    if request is None:
        return CutOff((), "no request of the known traffic only reads and succeeds")
    if len(target.replicas) < 2:
        return CutOff((), "there is one replica, and nobody who could do its work")
    for _ in range(_TRIES):
        try:
            tries.append(_cut_off(target, contract, health, name, request))
        except TargetError as impossible:
            return CutOff((), str(impossible))
        within = health.ejects_within_seconds or 0.0
        if not doubt(tries[-1], within) and not any(problems(tries[-1], health)):
            break
    return CutOff(tuple(tries))


def _cut_off(target: Target, contract: Contract, health: Health, name: str, request: Request) -> Severed:
    replica = target.replicas[0]
    own = fact_at(replica.url, contract, "instance", _PROBE_SECONDS)
    questions = _questions(target, contract, request)
    with Sampler(questions) as sampler:
        _until_well(sampler, request.status, health.recovers_within_seconds)
        pause(_CONTROL_SECONDS, "the control: what users get while all is well")
        began = time.monotonic()
        shared = bool(own) and _answers(target, contract, own, _CONTROL_SECONDS) is not None
        with target.severed(replica, name):
            gone = time.monotonic()
            pause((health.ejects_within_seconds or 0.0) + _LOOK_SECONDS, f"{replica.name} is cut off")
            joined = time.monotonic()
        returned = _answers(target, contract, own, health.recovers_within_seconds) if shared else None
    return Severed(
        replica=replica.name,
        dependency=name,
        promised=request.status,
        joined_seconds=round(joined - gone, 3),
        samples=tuple(s for s in sampler.since(gone) if s.at_seconds >= began - gone - _CONTROL_SECONDS),
        shared=shared,
        returned_seconds=None if returned is None else round(returned - gone, 3),
    )


def _until_well(sampler: Sampler, promised: int, seconds: float) -> None:
    """Wait until everybody answered well three times in a row: what was before may end first."""

    def well() -> bool:
        latest = [sampler.latest(question, _IN_A_ROW, 0.0) for question in sampler.questions]
        return all(len(own) == _IN_A_ROW and all(s.status in (promised, 200) for s in own) for own in latest)

    with suppress(WaitTimeout):  # the samples show who was not
        Wait("every replica is well", seconds, 0.25).until(well)


def _read(contract: Contract) -> Request | None:
    requests = contract.traffic.requests if contract.traffic else ()
    return next((one for one in requests if one.method == "GET" and one.status < 400), None)


def _questions(target: Target, contract: Contract, request: Request) -> list[Question]:
    headers = target.headers(request.credential)

    def traffic(base: str, place: str) -> Question:
        return Question("traffic", below(base, request.path), place, headers, _PATIENCE_SECONDS)

    asked = [traffic(target.entry, ENTRY) for _ in range(_USERS)]
    asked += [traffic(replica.url, replica.name) for replica in target.replicas]
    readiness = contract.health.readiness if contract.health else None
    if readiness:
        asked += [
            Question("readiness", below(replica.url, readiness.path), replica.name, {}, _PROBE_SECONDS)
            for replica in target.replicas
        ]
    return asked


def _answers(target: Target, contract: Contract, instance: str, seconds: float) -> float | None:
    """Ask the entry who answers until it is this one; return when that was."""

    def it_does() -> bool:
        return fact_at(target.entry, contract, "instance", _PROBE_SECONDS) == instance

    try:
        Wait("the replica answers at the entry", seconds, 0.1).until(it_does)
    except WaitTimeout:
        return None
    return time.monotonic()
