"""Dependencies that hang, or that refuse writes: the outage's own course with another fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gonogo.contract.health import Dependency, Health
from gonogo.contract.model import Contract
from gonogo.suites.health.experiments.outage import taken_away
from gonogo.suites.health.observations.faults import Hangs, RefusedWrites
from gonogo.suites.health.observations.probes import Outages
from gonogo.targets.base import Target

_BEYOND_SECONDS = 1.5  # longer than readiness may take to notice, so that a late one shows

Act = Callable[[str], None]


class _Faulty:
    """The target, with another fault behind the words *stop* and *start*."""

    def __init__(self, target: Target, begin: Act, end: Act) -> None:
        self._target, self.stop_dependency, self.start_dependency = target, begin, end

    def __getattr__(self, name: str) -> Any:
        return getattr(self._target, name)


def hang_dependencies(target: Target, contract: Contract, health: Health) -> Hangs:
    """Pause each dependency that the contract lets pause."""
    chosen = {name: made for name, made in contract.dependencies.items() if made.pause}
    seen = _course(target, contract, health, chosen, target.pause_dependency, target.resume_dependency)
    return Hangs(seen.traffic_status, seen.outages)


def refuse_writes(target: Target, contract: Contract, health: Health) -> RefusedWrites:
    """Make each dependency read-only that the contract says how to."""
    chosen = {name: made for name, made in contract.dependencies.items() if made.read_only}

    def begin(name: str) -> None:
        made = chosen[name].read_only
        assert made is not None
        target.execute_in_dependency(name, made.command)

    def end(name: str) -> None:
        made = chosen[name].read_only
        assert made is not None
        target.execute_in_dependency(name, made.undo)

    seen = _course(target, contract, health, chosen, begin, end)
    return RefusedWrites(seen.traffic_status, seen.outages)


def _course(
    target: Target, contract: Contract, health: Health, chosen: Mapping[str, Dependency], begin: Act, end: Act
) -> Outages:
    seconds = health.notices_within_seconds + _BEYOND_SECONDS
    faulty: Any = _Faulty(target, begin, end)
    return taken_away(
        faulty,
        contract.model_copy(update={"dependencies": dict(chosen)}),
        health.model_copy(update={"outage_seconds": seconds}),
        ready=list,
    )
