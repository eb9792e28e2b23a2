"""Ask every replica the same questions, again and again, each in a thread of its own."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.pulse import Pulse
from gonogo.instruments.waits import pause
from gonogo.suites.health.agreement import stated_in
from gonogo.suites.health.observations.probes import OutageBody, Sample

_BETWEEN_SECONDS = 0.25
_BODY_CHARACTERS = 4_000
_FAILED = 500
_PROBES = ("startup", "liveness", "readiness", "overall")
_CHANGING = re.compile(r"[0-9a-fA-F]{8,}|\d+")


@dataclass(frozen=True)
class Question:
    """What is asked of a replica, with a fresh ``body`` each time where it writes.

    ``name`` is a probe's, or another's.
    """

    name: str
    url: str
    replica: str
    headers: Mapping[str, str] = field(default_factory=dict)
    patience_seconds: float = 2.0
    method: str = "GET"
    body: Callable[[], bytes] | None = None

    @property
    def is_probe(self) -> bool:
        """Whether its body is a health answer."""
        return self.name in _PROBES


@dataclass
class Sampler:
    """Samples from enter to exit, about every quarter of a second or as fast as answers come.

    ``between_seconds`` is another pace, at which they take turns. No question is asked after `end`.

    Times are of the monotonic clock until `since` moves their zero.
    """

    questions: list[Question]
    between_seconds: float | None = None
    _samples: list[Sample] = field(default_factory=list)
    _bodies: list[tuple[float, OutageBody]] = field(default_factory=list)
    _errors: list[tuple[float, OutageBody]] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _asking: list[Future[None]] = field(default_factory=list)
    _pulse: Pulse = field(default_factory=Pulse)

    def __enter__(self) -> Self:
        self._pulse.__enter__()
        self._pool = ThreadPoolExecutor(max(1, len(self.questions)))
        turn = (self.between_seconds or 0.0) / max(1, len(self.questions))
        self._asking = [self._pool.submit(self._ask_on, q, n * turn) for n, q in enumerate(self.questions)]
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self._over.set()
        self._pool.shutdown()
        self._pulse.__exit__(kind, value, trace)
        if kind is None:
            for asking in self._asking:
                asking.result()

    def end(self) -> None:
        """Ask no more, and wait for nobody."""
        self._over.set()

    def latest(self, question: Question, count: int, since: float) -> list[Sample]:
        """Return the last samples of a question, none of them asked before ``since``."""
        own = [
            s
            for s in tuple(self._samples)
            if (s.question, s.replica) == (question.name, question.replica) and s.at_seconds >= since
        ]
        return own[-count:]

    def answered(self, question: str) -> int:
        """Return how many of a question reached a server until now."""
        return sum(s.question == question and s.status is not None for s in tuple(self._samples))

    def since(self, zero: float) -> tuple[Sample, ...]:
        """Return all samples in order of asking, their times counted from ``zero``."""
        moved = (self._moved(sample, zero) for sample in tuple(self._samples))
        return tuple(sorted(moved, key=lambda s: s.at_seconds))

    def _moved(self, sample: Sample, zero: float) -> Sample:
        late = self._pulse.stalled_seconds(sample.at_seconds, sample.seconds)
        return replace(sample, at_seconds=round(sample.at_seconds - zero, 3), late_seconds=late)

    def bodies(self, begin: float, end: float) -> tuple[OutageBody, ...]:
        """Return the bodies asked for in that time, the first of each shape: numbers and ids apart."""
        return _first_of_each(self._bodies, begin, end)

    def errors(self, begin: float, end: float) -> tuple[OutageBody, ...]:
        """Return what users were answered with 5xx in that time, in the same way."""
        return _first_of_each(self._errors, begin, end)

    def _ask_on(self, question: Question, after_seconds: float) -> None:
        pause(after_seconds, "questions that are not urgent take turns")
        while not self._over.is_set():
            self._ask(question)
            pause(self.between_seconds or _BETWEEN_SECONDS, "replicas are sampled, not loaded")

    def _ask(self, question: Question) -> None:
        at = time.monotonic()
        answer = probe(
            question.url,
            method=question.method,
            headers=question.headers,
            body=question.body() if question.body else None,
            deadline_seconds=question.patience_seconds,
            max_bytes=64_000,
        )
        self._samples.append(_sample(question, at, answer))
        if answer.status is not None and not answer.error:
            body = OutageBody(question.replica, question.name, answer.status, answer.text[:_BODY_CHARACTERS])
            if question.is_probe:
                self._bodies.append((at, body))
            elif answer.status >= _FAILED:
                self._errors.append((at, body))


def _first_of_each(
    told: Iterable[tuple[float, OutageBody]], begin: float, end: float
) -> tuple[OutageBody, ...]:
    first: dict[tuple[str, str, int, str], OutageBody] = {}
    for at, body in tuple(told):
        if begin <= at <= end:
            shape = _CHANGING.sub("", body.body)
            first.setdefault((body.question, body.replica, body.status, shape), body)
    return tuple(first.values())


def _sample(question: Question, at: float, answer: Answer) -> Sample:
    status = None if answer.error else answer.status
    stated = stated_in(answer.text) if status is not None and question.is_probe else ""
    return Sample(
        question.replica, question.name, at, round(answer.seconds, 3), status, answer.error or "", stated
    )
