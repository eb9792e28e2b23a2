"""The durations of one route are measured with the wall clock, which is set back now and then.

Ships: `time.time()` before and after is what everybody writes first, and no clock is corrected on a laptop.
Source: prometheus/docs, "Histograms and summaries" (negative observations); Aiven-Open/karapace#1007.
"""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any

from defects.metrics.met_14_durations_in_another_unit import observing
from proving.seed import Defect, Injection

DEFECT = Defect("MET-11", expected=("metrics/durations-agree-with-the-client",))


def inject(rng: Random) -> Injection:
    """Serve with that clock."""
    return Injection(fact=f"GET {_route(rng)} ", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Set the clock back during some of the requests."""
    route, every, back_seconds = _route(rng), rng.randrange(2, 5), rng.uniform(1.0, 4.0)
    number = count()
    return observing(app, route, lambda seconds: seconds - back_seconds * (next(number) % every == 0))


def _route(rng: Random) -> str:
    return rng.choice(["/articles", "/search", "/articles/{article_id}"])
