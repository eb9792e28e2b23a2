"""A counter is named as a gauge would be.

Ships: a hand-written exporter beside the library's, which adds no suffix.
Source: prometheus/docs, "Metric and label naming".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-12", expected=("metrics/counters-end-in-total",))


def inject(rng: Random) -> Injection:
    """Serve with that exporter's family."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append the family."""
    name, value = _name(rng), rng.randrange(1, 500)

    def change(lines: list[str]) -> list[str]:
        return [*lines, f"# HELP {name} Since the start.", f"# TYPE {name} counter", f"{name} {value}"]

    return rewriting_text(app, change)


def _name(rng: Random) -> str:
    return f"ukp_{rng.choice(['cache', 'query', 'token'])}_{rng.choice(['lookups', 'misses', 'refusals'])}"
