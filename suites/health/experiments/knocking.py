"""Ask each replica for what is closed, again and again, while a dependency is away."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.sampler import Question
from gonogo.suites.health.observations.probes import Refusal, Sample
from gonogo.suites.security.experiments.closed import Closed
from gonogo.targets.base import Replica, Target

BETWEEN_SECONDS = 1.5  # each may count as a guess, and a door need not be tried four times a second
_PATIENCE_SECONDS = 5.0  # of whoever waits for its store in vain, and then lets everybody in
_MOST_SECONDS = 15.0


@dataclass(frozen=True)
class Knock:
    """What is closed, as a question to one replica, with what it answered to it and to one who may.

    ``before`` is empty where there was no time to ask.
    """

    closed: Closed
    question: Question
    taken: int | None
    before: tuple[int | None, ...]


def knocks_at(target: Target, closed: Iterable[Closed]) -> list[Knock]:
    """Return each request as a question to each replica, asked once as it is and once by one who may."""
    ends, replicas = time.monotonic() + _MOST_SECONDS, target.replicas
    rightly: dict[object, int | None] = {}
    return [_knock(one, replica, rightly, ends) for one, replica in product(closed, replicas)]


def refusals(knocks: Iterable[Knock], samples: Iterable[Sample], stop_asked: float) -> tuple[Refusal, ...]:
    """Sort the answers by whether they came before stopping began."""
    asked = tuple(samples)
    return tuple(_refusal(knock, asked, stop_asked) for knock in knocks)


def _refusal(knock: Knock, samples: tuple[Sample, ...], stop_asked: float) -> Refusal:
    question = knock.question
    own = [s for s in samples if (s.question, s.replica) == (question.name, question.replica)]
    before = [s for s in own if s.at_seconds + s.seconds <= stop_asked]
    return Refusal(
        replica=question.replica,
        request=f"{knock.closed.method} {knock.closed.path}",
        caller=knock.closed.caller,
        taken=knock.taken,
        before=(*knock.before, *(s.status for s in before)),
        away=tuple(s.status for s in own if s not in before),
    )


def _knock(one: Closed, replica: Replica, rightly: dict[object, int | None], ends: float) -> Knock:
    name = f"{one.method} {one.path} {one.caller}"
    url, headers = below(replica.url, one.path), one.sent(one.headers)
    question = Question(name, url, replica.name, headers, _PATIENCE_SECONDS, one.method, one.body)
    if time.monotonic() > ends:
        return Knock(one, question, None, ())
    taken = _taken(one, replica, rightly)
    return Knock(one, question, taken, (one.answered(replica.url, one.headers),))


def _taken(one: Closed, replica: Replica, rightly: dict[object, int | None]) -> int | None:
    """Ask as one who may, once for all who may not."""
    if one.rightly is None:
        return one.taken
    key = (replica.name, one.method, one.path, tuple(sorted(one.rightly.items())))
    if key not in rightly:
        rightly[key] = one.answered(replica.url, one.rightly)
    return rightly[key]
