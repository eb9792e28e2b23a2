"""Whether a title is plain words is told by a pattern with a repetition in a repetition.

Good because: the inner one is possessive, and gives nothing back.
Source: Python, re, "possessive quantifiers".
"""

from __future__ import annotations

from random import Random

from defects.latency.lat_12_plain_titles_are_told_by_a_greedy_pattern import patterned
from proving.seed import Injection, Twin

TWIN = Twin("LAT-12", of="LAT-12-plain-titles-are-told-by-a-greedy-pattern")


def inject(_rng: Random) -> Injection:
    """Try one division."""
    return Injection(fact="title", source=patterned(r"(?:[\w-]++\s?)*+"))
