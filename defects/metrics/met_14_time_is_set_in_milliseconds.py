"""A gauge of the last success is set to the time in milliseconds, and its name says seconds.

Ships: the clock of the language, or the library's helper, gives milliseconds.
Source: prometheus/client_js, change log of 11.0.0 (setToCurrentTime set milliseconds before).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",))


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=gauge_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append it."""
    return stating(app, gauge_of(rng), lambda: time.time() * 1000)


def stating(app: ASGIApp, name: str, value: Callable[[], float]) -> ASGIApp:
    """Append a gauge to the exposition."""

    def change(lines: list[str]) -> list[str]:
        return [*lines, f"# TYPE {name} gauge", f"{name} {value():.3f}"]

    return rewriting_text(app, change)


def gauge_of(rng: Random) -> str:
    """Draw its name."""
    return f"ukp_{rng.choice(['backup', 'import', 'cleanup'])}_last_success_seconds"
