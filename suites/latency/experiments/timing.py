"""How long one place takes for a text, and whether it takes ordinary words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from math import inf

from gonogo.instruments.inputs.texts import ORDINARY, Family
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.latency.experiments.writing import Spot
from gonogo.suites.latency.observations.texts import Place
from gonogo.suites.latency.text_growth import is_taken
from gonogo.targets.base import Target

PATIENCE_SECONDS = 5.0
_RETURN_SECONDS = 30.0  # for what still reads a text that was too much
_SHORT = 16
_SAMPLE = 64


class Timing:
    """One place: ``usual`` is the least that a short text takes, ``gone`` that nobody is answered again."""

    def __init__(self, target: Target, spot: Spot, marks: Iterator[int]) -> None:
        self._target, self._spot, self._marks = target, spot, marks
        self._ordinary: dict[int, int | None] = {}
        self._most: dict[str, int] = {}
        self._status: int | None = None
        self.name, self.usual, self.gone = spot.name, 0.0, False

    def begin(self) -> bool:
        """Ask as the contract does, and for short texts; whether more of them would tell anything."""
        self._status = self._ask(None).status
        self.usual = min(self._send(ORDINARY, _SHORT).seconds for _ in range(5))
        return self._status == self._spot.request.status and self.is_well()

    def seen(self) -> Place:
        """Return what is known of the place."""
        promised = self._spot.request.status
        return Place(self.name, promised, self._status, self.usual, tuple(self._ordinary.items()))

    def is_well(self) -> bool:
        """Whether a short text is taken."""
        return self.ordinary(_SHORT) is not None

    def ordinary(self, characters: int) -> float | None:
        """Return the seconds of so many characters of ordinary words; None where they are not taken."""
        answer = self._send(ORDINARY, min(characters, self.most(ORDINARY)))
        well = answer.error is None and is_taken(answer.status, self._spot.request.status)
        return answer.seconds if well else None

    def seconds(self, family: Family, pieces: int) -> float:
        """Return how long a text takes; infinity where no answer came."""
        answer = self._send(family, pieces)
        return inf if answer.error == "timeout" else answer.seconds

    def beyond(self, family: Family, pieces: int) -> float:
        """Return how much longer than a short one it takes."""
        return max(0.0, self.seconds(family, pieces) - self.usual)

    def most(self, family: Family) -> int:
        """Return how many pieces are within the promised limits."""
        if family.name not in self._most:
            self._most[family.name] = self._fitting(family)
        return self._most[family.name]

    def _fitting(self, family: Family) -> int:
        """Reckon from two lengths how many fit, and take some off while they do not."""
        once, twice = (self._spot.size(self._target, family.text(n, 0)) for n in (_SAMPLE, 2 * _SAMPLE))
        each = max(1, twice - once) / _SAMPLE
        most = max(0, _SAMPLE + int((self._spot.room_bytes - once) / each))
        while most and self._spot.size(self._target, family.text(most, 0)) > self._spot.room_bytes:
            most -= 1 + most // 50
        return most

    def _send(self, family: Family, pieces: int) -> Answer:
        answer = self._ask(family.text(pieces, self._mark()))
        if family is ORDINARY and is_taken(self._ordinary.get(pieces, 200), self._spot.request.status):
            self._ordinary[pieces] = answer.status  # once it was not taken, that stays
        if answer.error == "timeout":
            self._wait()
        return answer

    def _wait(self) -> None:
        """Wait until a short text is answered again."""
        ends = time.monotonic() + _RETURN_SECONDS
        while not self.gone and self._ask(ORDINARY.text(_SHORT, self._mark())).error:
            self.gone = time.monotonic() > ends

    def _ask(self, text: str | None) -> Answer:
        path, made = self._spot.written(self._target, text)
        return probe(
            below(self._target.entry, path),
            method=made.method,
            headers=dict(made.fields),
            body=made.body or None,
            deadline_seconds=PATIENCE_SECONDS,
        )

    def _mark(self) -> int:
        return next(self._marks) % 10**8
