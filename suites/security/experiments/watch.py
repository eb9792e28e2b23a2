"""One place under watch while inputs are sent there: its next client, and the processes that serve it."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from gonogo.instruments.inputs.message import Input
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.processes import Process
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.security.experiments.accepted import Place, plain
from gonogo.suites.security.experiments.exchange import Exchange, Reply, held
from gonogo.suites.security.experiments.processes import Eyes, eyes
from gonogo.suites.security.observations.hostile import Answered, Once, Usual
from gonogo.targets.base import Target

PATIENCE_SECONDS = 10.0  # for an answer that is owed
_CONTROL_SECONDS = 10.0
_GLANCE_SECONDS = 0.3  # for one that is not
_HELD = 4  # connections at once: who shares them out has a few who take them
_REPLACED_SECONDS = 5.0  # until a supervisor has started another one
_LOOKS, _LOOK_SECONDS = 4, 0.1
_ENDS_SECONDS = 1.0  # what ends by an input does so while it is read, or soon after


@dataclass
class Watch:
    """One place under watch: its control, and the processes that serve it."""

    target: Target
    place: Place
    return_seconds: float
    usual: float = 0.0
    known: frozenset[Process] = frozenset()

    def __post_init__(self) -> None:
        self._eyes: Eyes = eyes(self.target, self.place.base)

    def control(self) -> Answered:
        """Ask as the next client does."""
        asked = plain(self.target, self.place.base, self.place.control)
        answer = probe(
            below(self.place.base, self.place.control.path),
            method=asked.method,
            headers=dict(asked.fields),
            body=asked.body or None,
            deadline_seconds=_CONTROL_SECONDS,
        )
        error = f"{answer.error}: {answer.detail}" if answer.error and answer.error != "too_large" else ""
        return Answered(answer.status, answer.seconds, error)

    def begin(self) -> Usual:
        """Ask five times, and learn which processes answer."""
        asked = [self.control() for _ in range(5)]
        self.usual, last = median(control.seconds for control in asked), asked[-1]
        self._learn()
        return Usual(self.place.name, self.place.control.status, last.status, self.usual, last.error)

    def serves(self, control: Answered) -> bool:
        """Whether a control was answered as promised."""
        return control.status == self.place.control.status and not control.error

    def once(self, one: Input) -> Once:
        """Send an input once, with a control beside it and one after it."""
        exchange = self._begun(one)
        beside = self.control()
        reply = exchange.reply()
        after, away = self._returned()
        odd = not reply.answer.startswith("status") or not self.serves(beside) or not self.serves(after)
        ended = tuple(map(str, self.ended())) if odd or self._eyes.at_once else ()
        if ended and away is not None:
            self._learn()
        return Once(reply.answer, reply.seconds, beside, after, away, ended)

    def send(self, one: Input) -> Reply:
        """Send an input, and wait for what comes of it."""
        return self._begun(one).reply()

    def ended(self, within_seconds: float = 0.0) -> list[Process]:
        """Return those known ones that do not run any more, as soon as there are any."""
        if not self.known:
            return []
        with suppress(WaitTimeout):
            return Wait("a process ends", within_seconds).until(lambda: self._eyes.gone(self.known) or None)
        return []

    def ended_soon(self) -> list[Process]:
        """Wait for as long as an end may take that follows from an input."""
        return self.ended(_ENDS_SECONDS)

    def settle(self) -> None:
        """Learn anew who serves, once there are as many as before, or time is over."""
        before = len(self.known)

        def are_as_many() -> bool:
            self._learn()
            return len(self.known) >= before

        with suppress(WaitTimeout):
            Wait("the others take over", _REPLACED_SECONDS, 0.25).until(are_as_many)

    def _begun(self, one: Input) -> Exchange:
        patience = PATIENCE_SECONDS if one.whole else _GLANCE_SECONDS
        exchange = Exchange(self.place.base, one.message, patience)
        exchange.start()
        exchange.sent.wait(_CONTROL_SECONDS)
        return exchange

    def _learn(self) -> None:
        """Learn which processes answer on held connections, and stay when those are over and another came."""
        with held(self.place.base, plain(self.target, self.place.base, self.place.control), _HELD):
            known = self._eyes.look()
        self.control()
        self.known = known - set(self._gone_at_rest(known))

    def _gone_at_rest(self, known: frozenset[Process]) -> list[Process]:
        """Return who ends with its connection: on a busy machine that takes a moment."""
        if not self._eyes.at_once:
            return self._eyes.gone(known)
        seen: list[int] = []

        def at_rest() -> bool:
            seen.append(len(self._eyes.gone(known)))
            return seen[-_LOOKS:] == [seen[-1]] * _LOOKS

        with suppress(WaitTimeout):
            Wait("who served one connection alone is gone", _ENDS_SECONDS, _LOOK_SECONDS).until(at_rest)
        return self._eyes.gone(known)

    def _returned(self) -> tuple[Answered, float | None]:
        """Return the control after it, and for how long the service was away; None where it stayed so."""
        first, began = self.control(), time.monotonic()
        if self.serves(first):
            return first, 0.0
        try:
            wait = Wait("the service to answer again", self.return_seconds, 0.25)
            wait.until(lambda: self.serves(self.control()))
        except WaitTimeout:
            return first, None
        return first, max(time.monotonic() - began, 0.001)
