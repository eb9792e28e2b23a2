"""Whether a load lasts, for what ships with a fault that nothing but a load brings about."""

from __future__ import annotations

import time
from collections import Counter, deque


class Arrivals:
    """Requests as they arrive; a load is so many in each of the last seconds, and a burst is none."""

    def __init__(self, seconds: int = 3, each: int = 12) -> None:
        self._seconds, self._each = seconds, each
        self._recent: deque[float] = deque()

    def note(self) -> bool:
        """Note that one arrives, and return whether the load lasts."""
        now = time.monotonic()
        self._recent.append(now)
        while self._recent[0] < now - self._seconds:
            self._recent.popleft()
        seconds = Counter(int(now - moment) for moment in self._recent)
        return all(seconds[ago] >= self._each for ago in range(self._seconds))
