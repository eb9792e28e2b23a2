"""Requests as fast as the service answers them, so many at a time, each on a connection of its own."""

from __future__ import annotations

import json
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from gonogo.contract.latency import Journey
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.targets.base import Target

_PATIENCE_SECONDS = 5.0
_GIVES_UP_AFTER = 4  # of each client, one after the other


class ClosedLoop:
    """Clients that take the journeys in turn from enter to exit.

    It measures no latency, for which a closed loop would be wrong. ``stopped_by`` says why it sends no more:
    the time was over, or nobody was answered as promised any more.
    """

    def __init__(self, target: Target, journeys: Sequence[Journey], clients: int, seconds: float) -> None:
        self._target = target
        self._journeys = [(journey, target.headers(journey.credential)) for journey in journeys]
        self._clients = clients
        self._seconds, self._ends = seconds, time.monotonic() + seconds
        self._in_a_row = 0
        self.sent = self.answered = 0
        self.otherwise: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(self._clients)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(
            cancel_futures=True
        )  # a deadline that strikes waits for nothing that is not begun

    @property
    def gave_up(self) -> bool:
        """Whether so many were answered otherwise, one after the other, that it sends no more."""
        return self._in_a_row >= _GIVES_UP_AFTER * self._clients

    @property
    def stopped_by(self) -> str:
        """Why it sends no more, empty where it does."""
        if self.gave_up:
            return f"{self._in_a_row} requests in a row were not answered as promised"
        return f"{self._seconds:g} s were over" if time.monotonic() > self._ends else ""

    def send(self, count: int) -> None:
        """Send so many, and wait for the last answer."""
        for said in self._pool.map(self._one, range(self.sent, self.sent + count)):
            self.sent += said is not None
            self.answered += said == ""
            self.otherwise.update([said] if said else [])

    def _one(self, number: int) -> str | None:
        """Return what was answered otherwise, None where nothing is sent any more."""
        if self.stopped_by:
            return None
        journey, headers = self._journeys[number % len(self._journeys)]
        url, body = below(self._target.entry, _filled(journey.path, number)), None
        if journey.body is not None:
            body = _filled(json.dumps(journey.body), number).encode()
            headers = headers | {"Content-Type": "application/json"}
        answer = probe(
            url, method=journey.method, headers=headers, body=body, deadline_seconds=_PATIENCE_SECONDS
        )
        well = answer.status == journey.status and not answer.error
        self._in_a_row = 0 if well else self._in_a_row + 1
        return "" if well else f"{journey.name}: {answer.error or answer.status}"


def _filled(text: str, number: int) -> str:
    return text.replace("{n}", str(number)).replace("{uuid}", uuid.uuid4().hex)
