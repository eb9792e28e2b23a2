"""An exporter states times in seconds, and the text format reads milliseconds: everything is of January 1970.

Ships: the language's clock counts seconds, and a reader that is no Prometheus shows the value all the same.
Source: prometheus/docs, "Exposition formats" (a timestamp is an int64 of milliseconds since the epoch).
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
    return Injection(fact=_family(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append a few of its gauges, each with the time of the scrape in seconds."""
    name, sources = _family(rng), rng.randrange(1, 5)

    def change(lines: list[str]) -> list[str]:
        now = int(time.time())
        own = [f'{name}{{lane="{number}"}} {number} {now}' for number in range(sources)]
        return [*lines, f"# TYPE {name} gauge", *own]

    return rewriting_text(app, change)


def _family(rng: Random) -> str:
    return f"ukp_{rng.choice(['belt', 'press', 'oven'])}_{rng.choice(['speed', 'load', 'fill'])}"
