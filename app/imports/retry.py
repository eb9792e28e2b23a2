"""When to try again: later each time, and not all at once."""

import random
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_SECONDS = 300.0


@dataclass(frozen=True)
class RetryPolicy:
    """At most `attempts` tries, and delays that double from `base_seconds` up to LONGEST_SECONDS."""

    attempts: int
    base_seconds: float
    draw: Callable[[float, float], float] = random.SystemRandom().uniform

    def delay_seconds(self, attempt: int) -> float | None:
        """Return the delay after a failed attempt, counted from 1; None when it was the last one.

        Half of it is fixed, so that a server in trouble is left alone, and half drawn, so that imports that
        failed together do not return together.
        """
        if attempt >= self.attempts:
            return None
        longest = min(LONGEST_SECONDS, self.base_seconds * 2.0 ** (attempt - 1))
        return longest / 2 + self.draw(0.0, longest / 2)
