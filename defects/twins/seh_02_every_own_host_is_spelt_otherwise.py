"""The list holds the service's own hosts in capitals, with the dot of the root, and one that nobody asks by.

Good because: a host is the same in whichever case (RFC 9110, 4.2.3), and no stranger's is on the list.
Source: RFC 9110, 4.2.3; RFC 3986, 6.2.2.1.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_02_every_host_is_listed import listing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-02", of="SEH-02-every-host-is-listed")


def inject(rng: Random) -> Injection:
    """List them so."""
    spelt = {name: value.upper() for name, value in listing(rng, "ukp.internal", "ukp.example.").items()}
    return Injection(fact=next(iter(spelt.values())), environment=spelt)
