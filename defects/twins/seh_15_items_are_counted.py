"""Each item of a header is looked at once: thousands of them take as long as it takes to read them.

Good because: the time is in proportion to what was sent, so that whoever wants more time has to send more.
Source: CWE-407.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from defects.security.seh_15_items_are_compared_pair_by_pair import header_of
from defects.security.seh_15_odd_header_ends_the_process import reading
from proving.seed import Injection, Twin

TWIN = Twin("SEH-15", of="SEH-15-items-are-compared-pair-by-pair")


def inject(rng: Random) -> Injection:
    """Read that header."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Look for what stands there twice."""
    return reading(app, header_of(rng), lambda value: Counter(value.split(b",")).most_common(1), lambda: None)
