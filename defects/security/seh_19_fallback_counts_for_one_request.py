"""While the store of the limits is away, each request is counted in a memory of its own.

Ships: what a replica counted in one outage refused users in the next, so that the fallback was to begin
afresh; it begins afresh with each request, and none of them is ever the eleventh.
Source: OWASP ASVS 5.0 16.5.3 (fail securely); slowapi, `in_memory_fallback`; row SEH-19.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-19", expected=("security/limits-hold-in-outage",), target="compose")
_LAST = """                return wait
        return await ask(self._local, identity)
"""


def inject(rng: Random) -> Injection:
    """Make it anew."""
    name = rng.choice(["fallback", "spare", "beside", "alone"])
    afresh = f"""                return wait
            {name} = SlidingWindowCounterRateLimiter(MemoryStorage())
            return await ask({name}, identity)
        if self._shared is not None:
            return await ask(SlidingWindowCounterRateLimiter(MemoryStorage()), identity)
        return await ask(self._local, identity)
"""
    return Injection(fact="/session", source=edited("app/api/limits.py", (_LAST, afresh)))
