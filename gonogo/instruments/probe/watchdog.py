"""One thread that calls what has to happen at a time; one for each request costs more than it does."""

import heapq
import itertools
import os
import threading
import time
from collections.abc import Callable

_NUMBERS = itertools.count()


class Alarm:
    """A call that is due at a time of the monotonic clock, unless it is called off."""

    def __init__(self, due: float, call: Callable[[], None]) -> None:
        self.due, self._call, self._number = due, call, next(_NUMBERS)

    def __lt__(self, other: "Alarm") -> bool:
        return (self.due, self._number) < (other.due, other._number)

    def call_off(self) -> None:
        """Do not call, and keep nothing of what would have been called."""
        self._call = _nothing

    def ring(self) -> None:
        """Call, once."""
        call, self._call = self._call, _nothing
        call()


class Watchdog:
    """Rings alarms at their times, in a daemon thread that begins with the first."""

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget everything: a fork has none of its parent's threads, and may have a lock that one held."""
        self._alarms: list[Alarm] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def set(self, seconds: float, call: Callable[[], None]) -> Alarm:
        """Have something called in so many seconds; it must neither wait nor raise."""
        alarm = Alarm(time.monotonic() + seconds, call)
        with self._changed:
            heapq.heappush(self._alarms, alarm)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True, name="watchdog")
                self._thread.start()
            elif self._alarms[0] is alarm:
                self._changed.notify()
        return alarm

    def _watch(self) -> None:
        while True:
            self._next().ring()

    def _next(self) -> Alarm:
        with self._changed:
            while not self._alarms or (left := self._alarms[0].due - time.monotonic()) > 0:
                self._changed.wait(left if self._alarms else None)
            return heapq.heappop(self._alarms)


WATCHDOG = Watchdog()
"""The one of this process."""
os.register_at_fork(after_in_child=WATCHDOG.begin_anew)


def _nothing() -> None:
    """Stand for a call that was made or called off."""
