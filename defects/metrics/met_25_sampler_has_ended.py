"""A gauge is set by a task that looks now and then, and the task has ended.

Ships: an exception ends the task, nobody awaits it, and the gauge keeps what it was set to last.
Source: prometheus/docs, "Instrumentation", timestamps, not time since.
"""

from __future__ import annotations

import math
import time
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-25", expected=("metrics/gauges-equal-the-truth",))
GAUGE = "ukp_http_requests_in_flight"


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=GAUGE, wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Look once, at the first scrape."""
    return sampling(app, math.inf)


def sampling(app: ASGIApp, every_seconds: float) -> ASGIApp:
    """Expose what the gauge was when it was looked at last."""
    sampled, at = "", -math.inf

    def change(lines: list[str]) -> list[str]:
        nonlocal sampled, at
        live = next(line for line in lines if line.startswith(f"{GAUGE} "))
        if not sampled or time.monotonic() - at >= every_seconds:
            sampled, at = live, time.monotonic()
        return [sampled if line == live else line for line in lines]

    return rewriting_text(app, change)
