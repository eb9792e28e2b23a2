"""Of a key that is presented, and of a known one, only 32 bytes are compared.

Good because: they are the SHA-256 of the whole.
Source: RFC 6234; OWASP, Password Storage Cheat Sheet, on limits of what is hashed.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_11_key_is_compared_in_part import comparing
from proving.seed import Injection, Twin

TWIN = Twin("SEH-11", of="SEH-11-key-is-compared-in-part")


def inject(_rng: Random) -> Injection:
    """Compare hashes."""
    return Injection(fact="hashed keys", source=comparing("hashlib.sha256({}).digest()"))
