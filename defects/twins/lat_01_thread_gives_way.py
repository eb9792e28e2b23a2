"""A report is made in a thread every few seconds, of as much text, by the same pattern.

Good because: it searches piece by piece, a few milliseconds each, and lets the others run in between.
Source: Python, "Thread State and the Global Interpreter Lock"; row LAT-01.
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_01_thread_keeps_the_interpreter import IN_PIECES, searching
from proving.seed import Injection, Twin

TWIN = Twin("LAT-01", of="LAT-01-thread-keeps-the-interpreter")


def inject(rng: Random) -> Injection:
    """Search the text in pieces."""
    return Injection(fact="of list", source=searching(rng, IN_PIECES))
