"""A summary of how long requests took, from which those that are refused are taken off again.

Ships: the mean was to show what was worked for, and a negative observation is what lowers it, as with a
gauge. The sum falls with each refusal while the count rises, and rate() reads every fall as a restart: of a
burst of bad forms comes a mean of hours.
Source: prometheus/docs, "Histograms and summaries" (a sum of negative observations is no counter);
Aiven-Open/karapace#1007.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from prometheus_client import Summary

from proving.seed import Defect, Injection

DEFECT = Defect("MET-11", expected=("metrics/counters-never-decrease",))
_REFUSED = 422


def inject(rng: Random) -> Injection:
    """Serve with that summary."""
    return Injection(fact=f"{word_of(rng)}_duration_seconds_sum", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Observe refusals below zero."""
    name = f"{word_of(rng)}_duration_seconds"
    return summing(app, name, lambda seconds, status: -seconds if status == _REFUSED else seconds)


def word_of(rng: Random) -> str:
    """Draw of what it is."""
    return f"ukp_{rng.choice(['article', 'editing', 'worked', 'library'])}"


def summing(app: Any, name: str, observed: Callable[[float, int], float]) -> Any:
    """Have a summary of what is made of the time and the status of requests for articles."""
    metrics = app.state.services.metrics
    record, took = metrics.record, Summary(name, "Time for articles.", registry=metrics.registry)

    def recorder(served: Any) -> None:
        record(served)
        if served.route == "/articles":
            took.observe(observed(served.seconds, served.status))

    for middleware in app.user_middleware:
        if "recorders" in middleware.kwargs:
            others = [other for other in middleware.kwargs["recorders"] if other != record]
            middleware.kwargs["recorders"] = (recorder, *others)
    return app
