"""After a sign-in the browser is sent to the page below a prefix that a header names, whoever wrote it.

Good because: a prefix is single slashes with plain names behind them, so that it is a path of this site.
Source: RFC 3986, 3.3; the repair of CVE-2020-15129.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_18_prefix_of_a_gateway_is_put_in_front import prefixed
from proving.seed import Injection, Twin

TWIN = Twin("SEH-18", of="SEH-18-prefix-of-a-gateway-is-put-in-front")


def inject(rng: Random) -> Injection:
    """Compare the whole of it."""
    return prefixed(rng, "_PREFIX.fullmatch(prefix)")
