"""A gauge is set by a task that looks every second or two.

Good because: it is late by no more than that, and a collector asks less often.
Source: prometheus/docs, "Instrumentation", timestamps, not time since.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_25_sampler_has_ended import GAUGE, sampling
from proving.seed import Injection, Twin

TWIN = Twin("MET-25", of="MET-25-sampler-has-ended")


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=GAUGE, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Look again and again."""
    return sampling(app, rng.uniform(0.8, 2.0))
