"""`python -m gonogo.loadtests.crowding < PLAN > RESULT`: send one crowd, and tell every request of it.

Exit status: 0, or 2 where the plan was refused (message on stderr). Nothing here judges the service.
"""

import gc
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter, thread_time

from gonogo.loadtests.answer import AnswerReader
from gonogo.loadtests.client import Client
from gonogo.loadtests.codec import encode
from gonogo.loadtests.connection import Connection
from gonogo.loadtests.crowd import Asked, CrowdPlan, CrowdResult, Phase, read_plan
from gonogo.loadtests.journey import PlanError
from gonogo.loadtests.lateness import PUNCTUAL_SECONDS
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.preparation import SPARE_FILES, allow_open_files
from gonogo.loadtests.route import Route
from gonogo.loadtests.sender import JourneySender
from gonogo.loadtests.sending import senders, set_up
from gonogo.loadtests.targets import resolve

AGAIN_SECONDS = 0.1
BESIDE_FILES = 500
SPIN_EVERY_SECONDS = 0.2
SPIN_SECONDS = 0.01  # longer than a scheduler lets anybody run who has just slept


class _Reader(AnswerReader):
    """Notes whether the answer says when to come back."""

    __slots__ = ("retry_after",)

    def expect(self, *, bodyless: bool, keep_body: bool = False) -> None:
        self.retry_after = False
        super().expect(bodyless=bodyless, keep_body=keep_body)

    def on_header(self, name: bytes, _value: bytes) -> None:
        """Called by the parser."""
        self.retry_after = self.retry_after or name.lower() == b"retry-after"


class _Client(Client):
    """Reads that header."""

    def _connection(self, route: Route) -> Connection:
        connection = super()._connection(route)
        connection.answer = _Reader()
        return connection


class _Spin:
    """Keeps a processor busy now and then: who sleeps is woken at once where who works has to wait."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._used = self._took = 0.0

    def tick(self) -> None:
        """Do so if it is time to."""
        began = perf_counter()
        if began - self._last < SPIN_EVERY_SECONDS:
            return
        begin = thread_time()
        while (used := thread_time() - begin) < SPIN_SECONDS:
            pass
        self._last = perf_counter()
        self._used, self._took = self._used + used, self._took + self._last - began

    @property
    def slowed(self) -> float:
        """How many times longer it took than it used."""
        return round(max(1.0, self._took / self._used), 3) if self._used else 1.0


@dataclass(frozen=True)
class _Due:
    """A request under way."""

    phase: Phase
    journey: str
    at: float


class Crowding:
    """Sends a crowd and what belongs to it from one thread, and notes how each request ended."""

    def __init__(self, plan: CrowdPlan, by_name: dict[str, JourneySender], loop: Loop) -> None:
        self._plan, self._senders = plan, by_name
        self._client = _Client(loop, self._ended, plan.load.timeout_seconds, pooled=False)
        self._under_way: dict[int, _Due] = {}
        self._asked: list[Asked] = []
        self._stalls: list[tuple[float, float]] = []
        self._looked_at = perf_counter()
        self._spin = _Spin()
        self._number = 0

    def run(self) -> CrowdResult:
        """Do all of it; without an answer to one client alone there is no crowd."""
        with closing(self._client):
            if self._before():
                self._crowd()
                self._after()
        return CrowdResult(asked=tuple(self._asked), slowed=self._spin.slowed)

    def _before(self) -> bool:
        """Ask for each journey, and say whether the one of the crowd had its answer in the end."""
        answered = self._is_answered(self._plan.journey)
        if answered:
            for name in self._others():
                self._is_answered(name)
        return answered

    def _is_answered(self, name: str) -> bool:
        """Ask some times, so that nothing is slow for being the first; a route that hangs is asked once."""
        answered = False
        for _ in range(self._plan.alone):
            answered = self._alone("before", name)
            if self._asked[-1].error is not None:
                break
        return answered

    def _crowd(self) -> None:
        due = perf_counter()
        for _ in range(self._plan.clients):
            self._send("crowd", self._plan.journey, due)
        self._beside(due)
        self._until(lambda: not self._under_way)

    def _beside(self, due: float) -> None:
        """Ask for the others in turn while the crowd waits, the first one at once."""
        others = self._others()
        least, sent = self._plan.fewest * len(others), 0
        for name in cycle(others):
            if sent >= least and not self._waits():
                return
            self._until(lambda: False, due)
            self._send("beside", name, due)
            due, sent = due + self._plan.every_seconds / len(others), sent + 1

    def _after(self) -> None:
        ends = perf_counter() + self._plan.load.timeout_seconds
        while not self._alone("after", self._plan.journey) and perf_counter() < ends:
            self._until(lambda: False, perf_counter() + AGAIN_SECONDS)

    def _alone(self, phase: Phase, name: str) -> bool:
        """Ask once, wait for the answer, and say whether it is the promised one."""
        self._send(phase, name, perf_counter())
        self._until(lambda: not self._under_way)
        return self._asked[-1].status in self._expected(name)

    def _others(self) -> list[str]:
        return [name for name in self._senders if name != self._plan.journey]

    def _expected(self, name: str) -> tuple[int, ...]:
        return next(j.expected_statuses for j in self._plan.load.journeys if j.name == name)

    def _waits(self) -> bool:
        return any(one.phase == "crowd" for one in self._under_way.values())

    def _send(self, phase: Phase, name: str, due: float) -> None:
        number, self._number = self._number, self._number + 1
        request, data = self._senders[name].request(number)
        self._under_way[number] = _Due(phase, name, due)
        self._client.send(request, data, number, perf_counter())

    def _until(self, done: Callable[[], bool], end: float = float("inf")) -> None:
        """Let things happen until it is done, or until a moment."""
        while not done() and (now := perf_counter()) < end:
            self._client.turn(min(end, now + AGAIN_SECONDS))
            self._spin.tick()
            self._look()

    def _look(self) -> None:
        """Note where this process did not run: the loop comes back every hundredth of a second."""
        since, self._looked_at = self._looked_at, perf_counter()
        if self._looked_at - since > PUNCTUAL_SECONDS:
            self._stalls.append((since, self._looked_at))

    def _ended(self, connection: Connection) -> None:
        now, due = perf_counter(), self._under_way.pop(connection.number)
        self._look()
        answer = connection.answer
        outcome = self._senders[due.journey].outcome(answer, connection.error)
        self._asked.append(
            Asked(
                phase=due.phase,
                journey=due.journey,
                seconds=round(now - due.at, 6),
                late_seconds=round(connection.sent_at - due.at, 6),
                stalled_seconds=round(self._stalled(connection.sent_at, now), 6),
                status=outcome.status,
                error=outcome.error,
                retry_after=isinstance(answer, _Reader) and answer.retry_after,
            )
        )

    def _stalled(self, begin: float, end: float) -> float:
        return sum(max(0.0, min(end, until) - max(begin, since)) for since, until in self._stalls)


def main() -> int:
    """Send the crowd that standard input says; the exit status."""
    try:
        plan = read_plan(sys.stdin.read())
        result = _sent(plan)
    except (PlanError, ValueError) as error:
        print(f"crowd refused: {error}", file=sys.stderr)
        return 2
    print(json.dumps(encode(result)))
    return 0


def _sent(plan: CrowdPlan) -> CrowdResult:
    """Send it. Raises PlanError."""
    load = plan.load
    addresses = resolve(load)
    allow_open_files(plan.clients + BESIDE_FILES + SPARE_FILES)
    with closing(Loop()) as loop:
        ready = senders(load, addresses, set_up(load, addresses, loop))
        gc.collect()
        gc.freeze()
        return Crowding(plan, dict(zip((j.name for j in load.journeys), ready, strict=True)), loop).run()


if __name__ == "__main__":
    sys.exit(main())
