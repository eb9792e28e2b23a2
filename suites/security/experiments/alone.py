"""Find the input that ended a process while nobody was left without an answer, by sending it again alone.

A supervisor replaces a worker that died so soon that the next client sees nothing of it. So it does with a
worker that has served as many requests as it should, and then plain requests end one as well.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gonogo.instruments.inputs.message import Input
from gonogo.suites.security.experiments.accepted import plain
from gonogo.suites.security.experiments.watch import Watch
from gonogo.suites.security.harm import ended
from gonogo.suites.security.observations.hostile import Alone, Tried

_BATCH = 64
_LIKELY = 2  # the end came at once, or while the next one was sent
_AFTER_SECONDS = 0.1  # what is still on its way when the last one was answered
_MOST_IN_VAIN = 3  # a service whose processes come and go by themselves is not asked why again and again
_MOST_SECONDS = 60.0
# Hostile or plain, at uneven distances: no worker that is replaced after n requests keeps time with it.
_ORDER = (False, True, True, False, False, True, False, True)


@dataclass
class Suspicion:
    """Inputs since the last look at the processes; ``tried`` is what the run knows of all inputs so far.

    ``seconds`` is what looking into it took.
    """

    tried: list[Tried]
    seconds: float = 0.0
    _batch: list[tuple[Watch, Input, int]] = field(default_factory=list)
    _in_vain: int = 0

    def add(self, watch: Watch, one: Input) -> None:
        """Keep the input that was tried last; look when there are enough of them, or a process was missed."""
        if self._batch and self._batch[-1][0] is not watch:
            self.look()
        self._batch.append((watch, one, len(self.tried) - 1))
        if len(self._batch) >= _BATCH or any(once.ended for once in self.tried[-1].times):
            self.look()

    def look(self) -> None:
        """Look whether a process has ended, and if nobody knows why, for the input after which it did."""
        batch, self._batch, began = self._batch, [], time.monotonic()
        if not batch or self._in_vain >= _MOST_IN_VAIN or self.seconds > _MOST_SECONDS:
            return
        watch, last = batch[-1][0], self.tried[batch[-1][2]]
        missed = any(once.ended for once in last.times) or bool(watch.ended(_AFTER_SECONDS))
        if missed and not ended(last):
            self._explain(watch, batch)
        self.seconds += time.monotonic() - began

    def _explain(self, watch: Watch, batch: Sequence[tuple[Watch, Input, int]]) -> None:
        found = _narrowed(watch, [one for _, one, _ in batch])
        place = next(n for _, one, n in batch if one is found)
        self.tried[place] = replace(self.tried[place], alone=_alone(watch, found))
        self._in_vain += not self.tried[place].ends_alone


def _narrowed(watch: Watch, suspects: list[Input]) -> Input:
    """Return the likeliest of them: one of the last two, or else what is left when halves are sent again."""
    for one in reversed(suspects[-_LIKELY:]):
        if len(suspects) == 1 or _end_one(watch, [one]):
            return one
    left = suspects[:-_LIKELY] or suspects
    while len(left) > 1:
        earlier, later = left[: len(left) // 2], left[len(left) // 2 :]
        left = later if _end_one(watch, later) else earlier
    return left[0]


def _end_one(watch: Watch, inputs: Sequence[Input]) -> list[str]:
    """Send them once more, and name the processes that have ended then."""
    watch.settle()
    for one in inputs:
        watch.send(one)
    return list(map(str, watch.ended_soon()))


def _alone(watch: Watch, one: Input) -> tuple[Alone, ...]:
    """Send it, and plain requests, one at a time, for as long as one of two ends what the other does not."""
    request = Input("plain", plain(watch.target, watch.place.base, watch.place.control).written())
    trials = []
    for hostile in _ORDER:
        ended_by = _end_one(watch, [one if hostile else request])
        trials.append(Alone(hostile, tuple(ended_by)))
        if hostile != bool(ended_by):
            break
    return tuple(trials)
