"""A session that has ended is remembered as ended by each process, which need not ask for it again.

Good because: only an end is kept, and no session that has ended lives again.
Source: OWASP ASVS 5.0 7.4.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_11_living_session_is_remembered import remembering
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-living-session-is-remembered")


def inject(rng: Random) -> Injection:
    """Keep that it has ended."""
    return remembering(rng, "if ended:\n            ")
