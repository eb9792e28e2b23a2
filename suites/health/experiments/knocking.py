"""Ask each replica for what is closed, again and again, while a dependency is away."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import product

from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.observations.probes import Refusal, Sample
from gonogo.suites.security.experiments.closed import Closed
from gonogo.targets.base import Replica, Target

BETWEEN_SECONDS = 1.0  # each may count as a guess, and a door need not be tried four times a second
_MOST_SECONDS = 3.0  # where answers are slow, fewer doors are tried


@dataclass(frozen=True)
class Knock:
    """What is closed, as a question to one replica; ``taken`` is what it answered to the one who may."""

    closed: Closed
    question: Question
    taken: int | None


def knocks_at(target: Target, closed: Iterable[Closed]) -> list[Knock]:
    """Return each request as a question to each replica, which was asked rightly for the same before."""
    ends, replicas = time.monotonic() + _MOST_SECONDS, target.replicas
    answers: dict[object, int | None] = {}
    return [
        Knock(one, _question(one, replica), _taken(one, replica, answers))
        for one, replica in product(closed, replicas)
        if time.monotonic() < ends
    ]


def wait_for_each(knocks: Iterable[Knock], knocking: Sampler) -> None:
    """Wait until each was answered once; for a rule to judge where it was not."""
    questions = [knock.question for knock in knocks]
    with suppress(WaitTimeout):
        Wait("what is closed was asked for", _MOST_SECONDS, 0.1).until(
            lambda: all(knocking.latest(question, 1, 0.0) for question in questions)
        )


def refusals(
    knocks: Iterable[Knock], samples: Iterable[Sample], stop_asked: float, start_asked: float
) -> tuple[Refusal, ...]:
    """Sort the answers: those before it was stopped, and those asked for and given while it was away."""
    asked = tuple(samples)
    return tuple(_refusal(knock, asked, stop_asked, start_asked) for knock in knocks)


def _refusal(knock: Knock, samples: tuple[Sample, ...], stop_asked: float, start_asked: float) -> Refusal:
    question = knock.question
    own = [s for s in samples if (s.question, s.replica) == (question.name, question.replica)]
    return Refusal(
        replica=question.replica,
        request=f"{knock.closed.method} {knock.closed.path}",
        caller=knock.closed.caller,
        taken=knock.taken,
        before=tuple(s.status for s in own if s.at_seconds + s.seconds <= stop_asked),
        away=tuple(s.status for s in own if 0 <= s.at_seconds <= start_asked - s.seconds),
    )


def _question(one: Closed, replica: Replica) -> Question:
    name = f"{one.method} {one.path} {one.caller}"
    sent = one.sent(one.headers)
    return Question(name, below(replica.url, one.path), replica.name, sent, method=one.method, body=one.body)


def _taken(one: Closed, replica: Replica, answers: dict[object, int | None]) -> int | None:
    """Ask as whoever may, once for all who may not."""
    if one.rightly is None:
        return one.taken
    key = (replica.name, one.method, one.path, tuple(sorted(one.rightly.items())))
    if key not in answers:
        answers[key] = one.answered(replica.url, one.rightly)
    return answers[key]
