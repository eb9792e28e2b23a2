"""Start one more process while a dependency is away, and see whether it becomes ready."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from gonogo.contract.health import Probe
from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.health.observations.probes import Newcomer
from gonogo.targets.base import Replica, Target

_EVERY_SECONDS = 0.2
_SOON_SECONDS = 5.0
_ENDS_WITHIN_SECONDS = 30.0
_OK = range(200, 300)


@dataclass
class Joining:
    """The process, once it was started; ``within_seconds`` is how long it may take."""

    target: Target
    readiness: Probe
    within_seconds: float
    began: float = 0.0
    answers: list[str] = field(default_factory=list)
    replica: Replica | None = None
    seen: Newcomer | None = None

    def start(self) -> None:
        """Start it; what comes of it is asked for later."""
        self.began, self.replica = time.monotonic(), self.target.start_replica()

    def wait(self) -> None:
        """Wait until it is ready, or the time is over in which it had to be."""
        left = max(_EVERY_SECONDS, self.began + self.within_seconds - time.monotonic())
        seconds = self._ready(left)
        waited = time.monotonic() - self.began
        self.seen = Newcomer(seconds, round(waited, 3), self.answers[-1] if self.answers else "")

    def wait_once_more(self) -> None:
        """Wait for one that was not ready, or for the next where it has ended, with the dependency back."""
        if self.seen is None or self.seen.ready_seconds is not None:
            return
        ready = self._ready(_SOON_SECONDS)
        if ready is None:
            self.end()
            self.start()
            ready = self._ready(self.within_seconds)
        self.seen = self.seen.afterwards(ready=ready is not None)

    def end(self) -> None:
        """Stop it."""
        if self.replica is not None:
            self.target.stop_replica(self.replica, _ENDS_WITHIN_SECONDS)
            self.replica = None

    def _ready(self, seconds: float) -> float | None:
        with suppress(WaitTimeout):
            Wait("a new process is ready", seconds, _EVERY_SECONDS).until(self._passes)
            return round(time.monotonic() - self.began, 3)
        return None

    def _passes(self) -> bool:
        if self.replica is None:
            return False
        answer = probe(below(self.replica.url, self.readiness.path))
        self.answers.append(answer.error or str(answer.status))
        return answer.status in _OK


@contextmanager
def joined(target: Target, contract: Contract, name: str) -> Iterator[Joining | None]:
    """Have one for what is optional, where the target starts processes and they say when they are ready."""
    readiness, deployment = contract.health.readiness if contract.health else None, contract.deployment
    may = Can.START_REPLICA in target.can() and not contract.dependencies[name].hard
    if not may or readiness is None or not readiness.path.startswith("/") or deployment is None:
        yield None
        return
    joining = Joining(target, readiness, deployment.start_seconds)
    try:
        yield joining
    finally:
        joining.end()
