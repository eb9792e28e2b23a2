"""Each word of a field is looked up in a set: twice as many take twice as long.

Good because: time is in proportion to what is written.
Source: Python, Time Complexity (`x in s` of a set).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_12_words_are_looked_up_in_a_list import drawing, field_of
from defects.latency.lat_12_words_are_looked_up_in_a_list import inject as inject_defect
from proving.seed import Injection, Twin

TWIN = Twin("LAT-12", of="LAT-12-words-are-looked-up-in-a-list")


def inject(rng: Random) -> Injection:
    """Draw keywords from the same field."""
    return inject_defect(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep them in a set."""
    return drawing(app, field_of(rng), lambda words: {word.casefold() for word in words})
