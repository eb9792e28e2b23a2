"""`python -m gonogo.loadtests.worker FD`: one of several processes that send a plan, without Locust.

It is given its task by `workers` over a socket that it inherits, tells what happened twenty times a second,
and ends when that socket does.
"""

import gc
import socket
import sys
import time
from dataclasses import replace

from gonogo.loadtests import schedule
from gonogo.loadtests.dispatcher import Dispatcher
from gonogo.loadtests.loop import READ, Loop
from gonogo.loadtests.messages import Task, Told, get, put
from gonogo.loadtests.records import RecordedBooks
from gonogo.loadtests.sending import senders
from gonogo.loadtests.tally import Outcome

EVERY_SECONDS = 0.05


class _StoppedError(Exception):
    """Nobody wants more."""


class _Reporter:
    """Tells what the books hold."""

    def __init__(self, books: RecordedBooks, channel: socket.socket) -> None:
        self._books, self._channel = books, channel
        self._told_at, self._used = time.perf_counter(), time.process_time()

    def add(self, journey: int, latency_seconds: float, outcome: Outcome) -> None:
        """The records have it already."""

    def tell(self, *, now: bool = False) -> None:
        """Tell what was added, if it is time to."""
        if now or time.perf_counter() - self._told_at >= EVERY_SECONDS:
            self.send(last=False)

    def send(self, *, last: bool) -> None:
        """Tell all that is known. Raises OSError if nobody listens."""
        self._told_at = time.perf_counter()
        books = self._books
        records, books.records = bytes(books.records), bytearray()
        used = time.process_time() - self._used
        put(self._channel, Told(records, tuple(books.errors), self._told_at, used, last))


def main(arguments: list[str]) -> int:
    """Do the task; the exit status, 1 if nobody listens any more."""
    with socket.socket(fileno=int(arguments[0])) as channel:
        channel.setblocking(True)  # gevent, which made it, leaves it otherwise
        try:
            _work(channel)
        except (EOFError, ConnectionError):
            return 1
    return 0


def _work(channel: socket.socket) -> None:
    task = get(channel)
    assert isinstance(task, Task)
    part = schedule.build(task.plan).part(task.index, task.parts)
    gc.collect()
    gc.freeze()
    put(channel, "ready")
    start = get(channel)
    assert isinstance(start, float)
    _send(task, part, start, channel)


def _send(task: Task, part: schedule.Schedule, start: float, channel: socket.socket) -> None:
    share = len(range(task.index, task.plan.max_in_flight, task.parts))
    plan, books, loop = replace(task.plan, max_in_flight=share), RecordedBooks(part), Loop()
    books.begin(start)
    reporter = _Reporter(books, channel)
    loop.add(channel.fileno(), READ, _stop)
    try:
        Dispatcher(plan, part, books, reporter).run(senders(plan, task.addresses, task.captured), loop, start)
    except _StoppedError:
        pass
    finally:
        reporter.send(last=True)


def _stop() -> None:
    raise _StoppedError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
