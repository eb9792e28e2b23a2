"""The address that a content delivery network puts into a header of its own is what sign-ins are limited by.

Good because: it is read where the other end of the connection is on the list of proxies, and nowhere else.
Source: RFC 7239, 8.1; adam-p, "The perils of the 'real' client IP" (2022).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_02_header_of_an_edge_is_believed import believing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-02", of="SEH-02-header-of-an-edge-is-believed")


def inject(rng: Random) -> Injection:
    """Believe it of the listed alone."""
    listed = "any(_within(peer, entry) for entry in services.settings.trusted_proxies)"
    injection = believing(rng, f'request.headers.get("{{header}}", "") if {listed} else ""')
    path = "app/page/routes.py"
    within = """def _within(peer: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(peer) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


"""
    text, before = str(injection.source[path]), "def _client_address("
    return Injection(fact=injection.fact, source={path: text.replace(before, within + before)})
