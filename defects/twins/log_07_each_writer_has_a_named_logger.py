"""Each writer has a logger that is made with the first write, and it knows the writer alone.

Good because: the id comes from the context of each request, and a record has the one that caused it.
Source: structlog, "Bound Loggers" and "Context Variables".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.security.log_07_each_writer_has_a_logger import event_of, kept
from proving.seed import Injection, Twin

TWIN = Twin("LOG-07", of="LOG-07-each-writer-has-a-logger")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=event_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep nothing else on the logger."""
    return kept(app, event_of(rng), dict)
