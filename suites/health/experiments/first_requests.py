"""Be the first user of a process."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import replace
from types import TracebackType
from typing import Self

from gonogo.contract.latency import Journey, Latency
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.pulse import Pulse
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.users import Headers
from gonogo.suites.health.observations.lifecycle import FirstRequest
from gonogo.targets.base import Replica

_PATIENCES = 3.0  # so many times the budget, so that a report says how slow it was
_LEAST_SECONDS = 2.0


class FirstUser:
    """Sends the promised first requests one after the other, journeys in turn, and those that read first.

    None without a promise. What was asked is whole once it has exited.
    """

    def __init__(self, headers: Headers, replica: Replica, latency: Latency | None) -> None:
        self._headers, self._replica = headers, replica
        promised = latency.first_requests if latency else None
        journeys = latency.journeys if latency and promised else ()
        self._journeys = sorted(journeys, key=lambda journey: journey.method != "GET")
        self._count = promised.count if promised and self._journeys else 0
        self._patience = max(_LEAST_SECONDS, _PATIENCES * promised.within_seconds if promised else 0.0)
        self._asked: list[tuple[float, FirstRequest]] = []
        self._pulse = Pulse()

    def __enter__(self) -> Self:
        self._pulse.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self._pulse.__exit__(kind, value, trace)

    @property
    def requests(self) -> tuple[FirstRequest, ...]:
        """What was asked, in order."""
        late = self._pulse.stalled_seconds
        return tuple(replace(one, late_seconds=late(at, one.seconds)) for at, one in self._asked)

    def ask_each(self) -> None:
        """Send one of each journey, before anybody else asks."""
        self._ask_until(min(len(self._journeys), self._count))

    def ask_on(self) -> None:
        """Send the rest."""
        self._ask_until(self._count)

    def _ask_until(self, count: int) -> None:
        for number in range(len(self._asked), count):
            journey = self._journeys[number % len(self._journeys)]
            self._asked.append((time.monotonic(), self._ask(journey, number)))

    def _ask(self, journey: Journey, number: int) -> FirstRequest:
        headers, body = self._headers(journey.credential), None
        if journey.body is not None:
            body = _filled(json.dumps(journey.body), number).encode()
            headers = headers | {"Content-Type": "application/json"}
        answer = probe(
            below(self._replica.url, _filled(journey.path, number)),
            method=journey.method,
            headers=headers,
            body=body,
            deadline_seconds=self._patience,
        )
        said = answer.error or str(answer.status)
        return FirstRequest(journey.name, number + 1, journey.status, round(answer.seconds, 3), 0.0, said)


def _filled(text: str, number: int) -> str:
    return text.replace("{n}", str(number)).replace("{uuid}", uuid.uuid4().hex)
