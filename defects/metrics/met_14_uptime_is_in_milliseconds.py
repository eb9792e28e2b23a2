"""A gauge tells for how long the process has been up in milliseconds, and its name says seconds.

Ships: the difference of two times as the language gives them.
Source: Prometheus, "Metric and label naming" (base units); row MET-14.
"""

from __future__ import annotations

import time
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",))
_START = "process_start_time_seconds "


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=gauge_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return telling_uptime(app, gauge_of(rng), 1000.0)


def telling_uptime(app: ASGIApp, name: str, unit: float) -> ASGIApp:
    """Append for how long the process has been up, where so many units are a second."""

    def change(lines: list[str]) -> list[str]:
        started = [float(line.removeprefix(_START)) for line in lines if line.startswith(_START)]
        said = [f"{name} {(time.time() - start) * unit:.3f}" for start in started[:1]]
        return [*lines, f"# TYPE {name} gauge", *said]

    return rewriting_text(app, change)


def gauge_of(rng: Random) -> str:
    """Draw its name."""
    return f"ukp_{rng.choice(['api', 'service', 'process'])}_uptime_seconds"
