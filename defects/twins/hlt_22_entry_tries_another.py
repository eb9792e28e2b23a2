"""The entry checks no replica's readiness, and sends what failed to another one, where that is safe.

Good because: no user meets the replica that is broken, and it has its turn again as soon as it is well.
Source: HAProxy 3.0 configuration manual, `retry-on`, `option redispatch`.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_22_entry_asks_for_life import with_entry
from proving.seed import Injection, Twin

TWIN = Twin("HLT-22", of="HLT-22-entry-asks-for-life", target="compose")
_ASKS, _TRIES = "uri /health/ready ", "retry-on conn-failure empty-response"


def inject(rng: Random) -> Injection:
    """Ask whether it lives, and try again elsewhere."""
    return with_entry((_ASKS, "uri /health/live "), (_TRIES, f"{_TRIES} response-timeout 500 502 503 504"))
