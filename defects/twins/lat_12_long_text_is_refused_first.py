"""A pattern that backtracks looks at a parameter, which is refused before where it is longer than a word.

Good because: what the pattern sees is so short that it takes no time.
Source: OWASP, Input Validation Cheat Sheet (a maximum length, checked first).
"""

from __future__ import annotations

import re
from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_12_pattern_backtracks import inject as inject_defect
from defects.latency.lat_12_pattern_backtracks import looking, parameter_of
from proving.seed import Injection, Twin

TWIN = Twin("LAT-12", of="LAT-12-pattern-backtracks")
_MOST = 12
_PATTERN = re.compile(r"^(\w+[ -]?)+$")


def inject(rng: Random) -> Injection:
    """Look at the same parameter."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Refuse what is longer, and match the rest."""

    def look(text: str) -> bool:
        return len(text) <= _MOST and (bool(_PATTERN.match(text)) or True)

    return looking(app, parameter_of(rng), look)
