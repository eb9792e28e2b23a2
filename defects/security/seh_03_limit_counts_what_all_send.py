"""The limit counts by what all clients have in common: the route, or what a browser says of itself.

Ships: the address was the proxy's until the day that somebody took it out of the key.
Source: CWE-645, CWE-770; OWASP API4:2023.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_clients_share_a_network import FACT, counting_by
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-03", expected=("security/one-client-does-not-spend-the-limit-of-another",))
_KEYS = ["request.url.path", '"sign-in"', 'request.headers.get("accept-language", "all")']


def inject(rng: Random) -> Injection:
    """Count so."""
    return Injection(fact=FACT, source=counting_by(f"str({rng.choice(_KEYS)})"))
