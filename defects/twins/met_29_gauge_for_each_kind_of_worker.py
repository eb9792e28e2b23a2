"""A gauge has a series for each kind of worker.

Good because: the kinds are few, are known beforehand and outlive every process.
Source: prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_29_gauge_keeps_the_pids import labelled_in_flight
from proving.seed import Injection, Twin

TWIN = Twin("MET-29", of="MET-29-gauge-keeps-the-pids")


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=",".join(_kinds(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Expose the gauge once for each kind."""
    return labelled_in_flight(app, "process", _kinds(rng))


def _kinds(rng: Random) -> list[str]:
    return sorted(rng.sample(["web", "stream", "upload", "batch"], 2))
