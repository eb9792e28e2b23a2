"""The memory of the process is exposed in megabytes, and its name says bytes.

Ships: the collector of one's own took the value over from a page that showed it to people.
Source: Prometheus, "Metric and label naming" (base units), "Writing client libraries" (process metrics).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",))
_MEGABYTE = 1024**2


def inject(rng: Random) -> Injection:
    """Serve with that collector."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """State one of the two values so."""
    start = _name(rng)

    def change(lines: list[str]) -> list[str]:
        return [_fewer(line) if line.startswith(start) else line for line in lines]

    return rewriting_text(app, change)


def _name(rng: Random) -> str:
    return rng.choice(["process_resident_memory_bytes", "process_virtual_memory_bytes"])


def _fewer(line: str) -> str:
    name, _, value = line.rpartition(" ")
    return f"{name} {float(value) / _MEGABYTE:.1f}"
