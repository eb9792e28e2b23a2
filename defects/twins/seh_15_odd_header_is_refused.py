"""A header that is no text is refused, and the connection may end with it.

Good because: one client is told so, and the next one is served by the same process.
Source: RFC 9110, 5.5 and 15.5.1.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.security.seh_15_odd_header_ends_the_process import header_of, reading
from proving.seed import Injection, Twin

TWIN = Twin("SEH-15", of="SEH-15-odd-header-ends-the-process")


def inject(rng: Random) -> Injection:
    """Read that header."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Refuse where it is not as foreseen."""
    return reading(app, header_of(rng), bytes.decode, lambda: None)
