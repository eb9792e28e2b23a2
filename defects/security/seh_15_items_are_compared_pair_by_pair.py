"""Each item of a header is compared with each other one: a few thousand take the loop for seconds.

Ships: three items were what any client sent, and nobody counts what a header of 56 kB holds.
Source: CWE-407; GHSA-7f5h-v6xp-fcq8, CVE-2025-62727 (starlette merges ranges so); CVE-2024-52804 (tornado).
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_15_odd_header_ends_the_process import reading
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-holds-up-the-next-client",))


def header_of(rng: Random) -> str:
    """Draw a header that is a list."""
    return rng.choice(["Range", "Forwarded"])


def inject(rng: Random) -> Injection:
    """Read that header."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Look for what stands there twice."""
    return reading(app, header_of(rng), _twice, lambda: None)


def _twice(value: bytes) -> int:
    items = value.split(b",")
    return sum(one == other for one in items for other in items) - len(items)
