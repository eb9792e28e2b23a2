"""The lag of the event loop is measured in nanoseconds, and exposed under a name that says seconds.

Ships: the clock became `monotonic_ns`, so that short lags are exact; the interval and the window were turned
into its unit, and what is told was forgotten. A lag of a millisecond reads as eleven days.
Source: Prometheus, "Metric and label naming" (a single unit); Python, time.monotonic_ns.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",))
_LONGEST = "return max([growing, 0.0, *(lag for _, lag in self._lags)])"


def inject(rng: Random) -> Injection:
    """Tell what was measured."""
    return measured(rng, _LONGEST)


def measured(rng: Random, longest: str) -> Injection:
    """Measure in nanoseconds, or microseconds, and tell the longest in some way."""
    clock, unit = rng.choice(
        [("time.monotonic_ns", "1_000_000_000"), ("lambda: time.monotonic_ns() // 1_000", "1_000_000")]
    )
    source = edited(
        "app/monitoring/loop_lag.py",
        ("\n\nclass LoopLag:", f"\n_UNITS = {unit}\n\n\nclass LoopLag:"),
        ("= time.monotonic)", f"= {clock})"),
        ("self._clock() + LOOP_LAG_INTERVAL_SECONDS", "self._clock() + LOOP_LAG_INTERVAL_SECONDS * _UNITS"),
        ("now - LOOP_LAG_WINDOW_SECONDS", "now - LOOP_LAG_WINDOW_SECONDS * _UNITS"),
        (_LONGEST, longest),
    )
    return Injection(fact="ukp_event_loop_lag_seconds", source=source)
