"""Users of a release while it is rolled out: one request after another, each on a connection of its own."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from gonogo.contract.model import Contract
from gonogo.contract.rollback import Rollout
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.rollback.observations.attempts import PhaseTraffic
from gonogo.targets.base import Target
from gonogo.targets.identity.reading import fact_at

_DEADLINE_SECONDS = 10.0
_USERS = 4
_SLOWEST = 10


class Traffic:
    """Counts by phase, from a few users who share the promised rate; one identity read for each request."""

    def __init__(self, target: Target, contract: Contract, rollout: Rollout) -> None:
        self.target, self.contract, self.rollout = target, contract, rollout
        self.phase = "before"
        self._sent: dict[str, int] = defaultdict(int)
        self._failures: dict[str, list[str]] = defaultdict(list)
        self._instances: dict[str, set[str]] = defaultdict(set)
        self._seconds: dict[str, list[float]] = defaultdict(list)
        self._over, self._lock = threading.Event(), threading.Lock()

    @contextmanager
    def flowing(self) -> Iterator[None]:
        """Keep traffic going for the length of the block."""
        users = [threading.Thread(target=self._user, daemon=True) for _ in range(_USERS)]
        for user in users:
            user.start()
        try:
            yield
        finally:
            self._over.set()
            for user in users:
                user.join(2 * _DEADLINE_SECONDS)

    def seen(self) -> tuple[PhaseTraffic, ...]:
        """Return what was seen so far, phase by phase in order."""
        with self._lock:
            return tuple(
                PhaseTraffic(
                    phase,
                    sent,
                    tuple(self._failures[phase]),
                    tuple(sorted(self._instances[phase])),
                    slowest(self._seconds[phase]),
                )
                for phase, sent in self._sent.items()
            )

    def _user(self) -> None:
        while not self._over.wait(_USERS / self.rollout.rate_per_second):
            phase = self.phase
            (failure, seconds), instance = self._request(self.rollout), self._instance()
            with self._lock:
                self._sent[phase] += 1
                self._failures[phase] += [failure] if failure else []
                self._seconds[phase] += [] if failure else [seconds]
                self._instances[phase] |= {instance} if instance else set()

    def _request(self, rollout: Rollout) -> tuple[str, float]:
        """Send one; return nothing for the promised answer, else what came instead, and its seconds."""
        request = rollout.request
        answer = probe(
            below(self.target.entry, request.path),
            method=request.method,
            headers=self.target.headers(request.credential),
            deadline_seconds=_DEADLINE_SECONDS,
        )
        wrong = "" if answer.status == request.status else answer.error or f"status {answer.status}"
        return wrong, answer.seconds

    def _instance(self) -> str:
        return instance_at(self.target.entry, self.contract)


def slowest(seconds: list[float]) -> tuple[float, ...]:
    """Return the longest of some times, the longest first."""
    return tuple(round(one, 3) for one in sorted(seconds, reverse=True)[:_SLOWEST])


def instance_at(url: str, contract: Contract) -> str:
    """Return which process answers the identity at a URL, empty where it does not say."""
    return fact_at(url, contract, "instance", _DEADLINE_SECONDS)
