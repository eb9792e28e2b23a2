"""How late the event loop runs its timers: the waiting that requests' own durations cannot show."""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from app.config.monitoring import LOOP_LAG_INTERVAL_SECONDS, LOOP_LAG_WINDOW_SECONDS


class LoopLag:
    """Keeps the lags of the last LOOP_LAG_WINDOW_SECONDS, the one that is still growing included."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lags: deque[tuple[float, float]] = deque()
        self._due: float | None = None
        self.report: Callable[[float], None] | None = None
        """Where each look tells the longest lag; nowhere where a scrape asks for it."""

    async def watch(self) -> None:
        """Set timers until cancelled."""
        while True:
            self._due = self._clock() + LOOP_LAG_INTERVAL_SECONDS
            await asyncio.sleep(LOOP_LAG_INTERVAL_SECONDS)
            self.observe(self._clock() - self._due)

    def observe(self, lag_seconds: float) -> None:
        """Record the delay of one timer."""
        now = self._clock()
        self._lags.append((now, max(0.0, lag_seconds)))
        while self._lags[0][0] < now - LOOP_LAG_WINDOW_SECONDS:
            self._lags.popleft()
        if self.report is not None:
            self.report(self.longest_seconds())

    def longest_seconds(self) -> float:
        """Return the longest delay, now and within the window."""
        growing = 0.0 if self._due is None else self._clock() - self._due
        return max([growing, 0.0, *(lag for _, lag in self._lags)])
