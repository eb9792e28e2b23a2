"""A summary states its quantiles in per cent.

Ships: a hand-written exporter takes the percentiles of its database as they are; Prometheus stores them.
Source: prometheus/common, expfmt (a quantile is a float); prometheus/OpenMetrics test data, summaries.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_05_type_comes_late import rewriting_text
from proving.seed import Defect, Injection

DEFECT = Defect("MET-07", expected=("metrics/readers-agree",))


def inject(rng: Random) -> Injection:
    """Serve with that exporter's summary."""
    return Injection(fact=summary_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append the summary."""
    return with_summary(app, rng, ("50", "90", "99"))


def summary_of(rng: Random) -> str:
    """Draw the family's name."""
    return f"ukp_{rng.choice(['lock', 'queue', 'pool'])}_{rng.choice(['waits', 'holds', 'rests'])}"


def with_summary(app: ASGIApp, rng: Random, quantiles: tuple[str, ...]) -> ASGIApp:
    """Append a summary with these quantiles, whose values rise."""
    name, first = summary_of(rng), rng.randrange(1, 50)
    samples = [f'{name}{{quantile="{q}"}} {first * (n + 1) / 1000}' for n, q in enumerate(quantiles)]
    ends = [f"{name}_{part} {first * times}" for part, times in (("sum", 1), ("count", 20))]

    def change(lines: list[str]) -> list[str]:
        return [*lines, f"# HELP {name} Since the start.", f"# TYPE {name} summary", *samples, *ends]

    return rewriting_text(app, change)
