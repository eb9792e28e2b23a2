"""Each worker serves so many requests, and a supervisor puts another one into its place.

Good because: it takes no more requests then, answers those that it has, and ends, whoever sent the last one.
Source: uvicorn, `--limit-max-requests`; gunicorn, `max_requests`.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_15_supervisor_takes_over import replaced
from proving.seed import Injection, Twin

TWIN = Twin("SEH-15", of="SEH-15-supervisor-takes-over")


def inject(rng: Random) -> Injection:
    """Replace them."""
    return replaced(rng)
