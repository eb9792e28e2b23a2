"""A gauge has a series for each process that ever was.

Ships: multi-process mode with a gauge in its default mode, `all`, which labels every series with a pid.
Source: prometheus/client_python, multiprocess mode; django-prometheus#499; starlette-prometheus#42.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-29", expected=("metrics/reserved-labels-are-free",))


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=f'pid="{_pids(rng)[0]}"', wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Expose the gauge once for each pid."""
    return labelled_in_flight(app, "pid", _pids(rng))


def labelled_in_flight(app: ASGIApp, label: str, values: list[str]) -> ASGIApp:
    """Expose the requests in flight with a label more: all with its first value, none with the others."""

    def change(lines: list[str]) -> list[str]:
        at = next(n for n, line in enumerate(lines) if line.startswith("ukp_http_requests_in_flight "))
        name, value = lines[at].split(" ", 1)
        each = [f'{name}{{{label}="{one}"}} {value if one == values[0] else 0}' for one in values]
        return [*lines[:at], *each, *lines[at + 1 :]]

    return rewriting_text(app, change)


def _pids(rng: Random) -> list[str]:
    return [str(pid) for pid in sorted(rng.sample(range(2, 30_000), rng.randrange(2, 5)))]
