"""What was verified of a token is kept as well, and its end is looked at each time.

Good because: signature, issuer, audience and type of the same text never change; what changes is the time.
Source: RFC 7519, 4.1.4.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_11_valid_token_is_remembered import remembering
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-valid-token-is-remembered")


def inject(rng: Random) -> Injection:
    """Take a known token until it ends."""
    return remembering(rng, "known is not None and time.time() < known.expires_at")
