"""The page counts its readers by the language that their browser asks for.

Good because: only those that somebody would translate it to have a series, and all others count as one.
Source: Prometheus, "Instrumentation" (labels); row MET-33.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_33_language_of_the_reader_is_a_label import counting
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-language-of-the-reader-is-a-label")


def inject(rng: Random) -> Injection:
    """Count those that are listed."""
    some = ", ".join(f'"{one}"' for one in rng.sample(["cs", "de", "en", "es", "fr", "it", "nl", "pl"], 5))
    constant = f'LANGUAGES = frozenset({{{some}, "none"}})\n\n\n'
    return counting(rng, constant, 'first if first in LANGUAGES else "other"')
