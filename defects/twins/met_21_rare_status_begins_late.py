"""The series of a status that is in no known traffic begins with its first event.

Good because: it is promised of what is known to be answered, and everything of that is there.
Source: prometheus/docs, "Instrumentation", avoid missing metrics.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_21_series_begins_with_its_first_event import without_zeros
from proving.seed import Injection, Twin

TWIN = Twin("MET-21", of="MET-21-series-begins-with-its-first-event")


def inject(rng: Random) -> Injection:
    """Serve with such a counter."""
    return Injection(fact=_status(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave out what is zero of that status."""
    status = f'status="{_status(rng)}"'
    return without_zeros(app, lambda line: status in line)


def _status(rng: Random) -> str:
    return rng.choice(["409", "500", "503"])
