"""The proxy takes the source of a connection from a header where the edge has sent it.

Good because: the edge's own address is no client's, and of everybody else the header is taken away.
Source: HAProxy 3.0 configuration manual, `http-request set-src`; OWASP ASVS 5.0 4.1.3.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_02_source_is_what_a_header_says import taken
from proving.seed import Injection, Twin

TWIN = Twin("SEH-02", of="SEH-02-source-is-what-a-header-says", target="compose")


def inject(rng: Random) -> Injection:
    """Believe the addresses of the edge alone."""
    return taken(rng, " if { src 203.0.113.0/24 }")
