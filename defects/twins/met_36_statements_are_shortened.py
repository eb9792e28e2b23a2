"""A label holds the text of each statement.

Good because: it holds the beginning alone, by which people know it.
Source: lesovsky/pgscv#18 (the first hundred letters).
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.metrics.met_36_statements_are_labels import counting_statements
from proving.seed import Injection, Twin

TWIN = Twin("MET-36", of="MET-36-statements-are-labels")


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact="bytes", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count by how statements begin."""
    return counting_statements(app, rng, lambda statement: statement[:64])
