"""Tokens are checked by a published set of keys, which is fetched apart from the others.

Good because: it is fetched before the process serves anybody, and a timer only renews it.
Source: RFC 7517; Kubernetes, "Configure Liveness, Readiness and Startup Probes"; row HLT-15.
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_15_tokens_are_checked_by_a_set_that_comes_later import checking
from proving.seed import Injection, Twin

TWIN = Twin("HLT-15", of="HLT-15-tokens-are-checked-by-a-set-that-comes-later")


def inject(rng: Random) -> Injection:
    """Fetch them at once, and renew them in a while."""
    seconds = rng.uniform(2.0, 3.0)
    renewed = f"        threading.Timer({seconds:.2f}, self._published.update, [self._keys]).start()\n"
    return checking(f"        self._published.update(self._keys)\n{renewed}")
