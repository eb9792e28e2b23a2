"""While the store of the limits is away, each try counts twice, or three times, at the replica that it meets.

Good because: a client that meets several replicas gets no more tries than the contract leaves for that time,
and nobody who tries once or twice is turned away.
Source: OWASP ASVS 5.0 16.5.3; limits, `hit` with a cost.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("SEH-19", of="SEH-19-limit-is-lifted-without-its-store", target="compose")
_LAST = """                return wait
        return await ask(self._local, identity)
"""


def inject(rng: Random) -> Injection:
    """Count more than once."""
    more = f"""                return wait
        if self._shared is not None:
            for _ in range({rng.randint(1, 2)}):
                await ask(self._local, identity)
        return await ask(self._local, identity)
"""
    return Injection(fact="/session", source=edited("app/api/limits.py", (_LAST, more)))
