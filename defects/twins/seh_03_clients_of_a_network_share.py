"""The limit counts by the client's network, which is a small one of IPv4 as it is one of IPv6.

Good because: who has a network has its addresses, and strangers are in others.
Source: RFC 6177, 2; GHSA-46wh-pxpv-q5gq.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_03_clients_share_a_network import counting_by
from proving.seed import Injection, Twin

TWIN = Twin("SEH-03", of="SEH-03-clients-share-a-network")


def inject(rng: Random) -> Injection:
    """Count so."""
    bits = rng.choice([24, 28, 32])
    network = f"str(ipaddress.ip_network((address, {bits}), strict=False))"
    return Injection(fact=f"/{bits}", source=counting_by(network, "ipaddress"))
