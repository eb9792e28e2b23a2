"""Each process counts for itself, and takes its share of what is promised.

Good because: all of them together take no more; what is uneven only refuses sooner.
Source: laurentS/slowapi#226.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_03_limit_in_each_process import counting
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-limit-in-each-process", target="compose")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=str(_share(rng)), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count in memory, by share."""
    return counting(app, _share(rng))


def _share(rng: Random) -> int:
    return rng.randrange(3, 6)
