"""The proxy has a literal name for each of a few upstreams, and asks for their addresses again and again.

Good because: with `resolvers`, a name that is resolved at the start is resolved anew all the while.
Source: HAProxy, Configuration Manual, 5.3 (DNS resolution).
"""

from __future__ import annotations

from random import Random

from defects.rollback.rbk_03_proxy_resolves_once import upstream
from proving.seed import Injection, Twin

TWIN = Twin("RBK-03", of="RBK-03-proxy-resolves-once", target="compose")


def inject(rng: Random) -> Injection:
    """Name some upstreams literally, and let them be resolved again."""
    first = rng.randrange(1000)
    return upstream(
        *(f"server next-{first + n} app:8000 resolvers docker init-addr libc,none" for n in range(6))
    )
