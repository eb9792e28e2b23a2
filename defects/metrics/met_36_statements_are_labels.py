"""A scrape is as large as a book: a label holds the whole text of each statement.

Ships: there are a few hundred statements, which is no number for series. Lists of values, a placeholder for
each, make them kilobytes long.
Source: lesovsky/pgscv#18; VictoriaMetrics/VictoriaMetrics#2050; Prometheus, "Configuration", body_size_limit.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from prometheus_client import Counter

from proving.seed import Defect, Injection

DEFECT = Defect("MET-36", expected=("metrics/scrape-stays-small",))


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact="bytes", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count by whole statements."""
    return counting_statements(app, rng, lambda statement: statement)


def counting_statements(app: Any, rng: Random, label: Callable[[str], str]) -> Any:
    """Register a counter with a series for each statement, by what is made of its text."""
    registry = app.state.services.metrics.registry
    calls = Counter("ukp_statement_calls", "Calls of a statement.", ["statement"], registry=registry)
    for number in range(rng.randrange(330, 400)):
        values = ", ".join("%s" for _ in range(rng.randrange(1_000, 1_200)))
        statement = f"/* {number:03} */ SELECT id, title, body FROM articles WHERE id IN ({values})"
        calls.labels(label(statement)).inc(rng.randrange(1, 90))
    return app
