"""Requests are counted by the program that sends them.

Good because: there is a list of programs, and whatever else a client calls itself counts as `other`.
Source: prometheus/docs, "Instrumentation" (labels).
"""

from __future__ import annotations

from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.metrics.met_33_program_of_the_client_is_a_label import counting_programs, series_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-program-of-the-client-is-a-label")
_KNOWN = frozenset({"mozilla", "curl", "wget", "prometheus", "python-httpx", "python-requests", "none"})


def inject(rng: Random) -> Injection:
    """Count by names that are known."""
    return Injection(fact=series_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Look the name up."""
    return counting_programs(app, rng, lambda name: name.lower() if name.lower() in _KNOWN else "other")
