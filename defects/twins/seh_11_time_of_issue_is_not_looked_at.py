"""The verifier of tokens leaves one claim to the code after it, or does not look at when a token was made.

Good because: exp, nbf, aud and iss are looked at, and iat alone makes no token invalid.
Source: RFC 7519, 4.1.6.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_11_claim_is_not_verified import loosened
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-claim-is-not-verified")


def inject(rng: Random) -> Injection:
    """Leave out what nothing hangs on."""
    return loosened(rng.choice(['"verify_iat": False', '"verify_jti": False']), "iat")
