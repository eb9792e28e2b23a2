"""An exporter writes the time at which its source measured, and the source stopped hours ago.

Ships: the time is in the source's answer, and it seemed more exact than none.
Source: prometheus/docs, "Writing exporters" (no timestamps on what is exposed).
"""

from __future__ import annotations

import time
from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-25", expected=("metrics/samples-are-of-now",))


def inject(rng: Random) -> Injection:
    """Serve with that exporter's family."""
    return Injection(fact=family_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append the family with a time of some hours ago."""
    name = family_of(rng)
    return timed(app, name, rng.randrange(1, 90), rng.randrange(2, 48) * 3600)


def family_of(rng: Random) -> str:
    """Draw the family's name."""
    return f"ukp_{rng.choice(['shelf', 'store', 'cellar'])}_{rng.choice(['humidity', 'light', 'warmth'])}"


def timed(app: ASGIApp, name: str, value: int, seconds_ago: int) -> ASGIApp:
    """Append a gauge whose time is so long before each scrape."""

    def change(lines: list[str]) -> list[str]:
        at = int((time.time() - seconds_ago) * 1000)
        return [*lines, f"# HELP {name} As measured.", f"# TYPE {name} gauge", f"{name} {value} {at}"]

    return rewriting_text(app, change)
