"""Each letter of a parameter is compared with a long list, slowly, and twice as many take twice as long.

Good because: a text as long as a request may hold takes as much as it says, and no more.
Source: CWE-407, which is about complexity, and not about what is slow.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_12_pattern_backtracks import inject as inject_defect
from defects.latency.lat_12_pattern_backtracks import looking, parameter_of
from proving.seed import Injection, Twin

TWIN = Twin("LAT-12", of="LAT-12-pattern-backtracks")
_WORDS = 300


def inject(rng: Random) -> Injection:
    """Look at the same parameter."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Look for some hundred words at each of its letters."""
    words = [f"{rng.randrange(10**9)}" for _ in range(_WORDS)]

    def look(text: str) -> bool:
        return sum(text.startswith(word, at) for at in range(len(text)) for word in words) >= 0

    return looking(app, parameter_of(rng), look)
