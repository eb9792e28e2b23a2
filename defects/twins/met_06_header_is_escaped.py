"""A header of the request becomes a label value, and the line is written by hand.

Good because: what the format escapes is escaped, and there are a few values, the others counted as one.
Source: prometheus/docs, "Exposition formats", line format (label values).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_06_header_is_written_as_it_came import counting_readers, name_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-06", of="MET-06-header-is-written-as-it-came")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def inject(rng: Random) -> Injection:
    """Serve with that series."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Escape the value."""
    return counting_readers(app, rng, lambda value: value.translate(_ESCAPES))
