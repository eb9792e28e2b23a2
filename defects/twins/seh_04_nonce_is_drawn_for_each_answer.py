"""The content policy lets in the script with the right nonce, and every page holds that script.

Good because: the nonce is drawn for each answer, so that nobody knows the one of somebody else's page.
Source: Content Security Policy Level 3, 7.1 (nonces are unique for each response).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_04_nonce_is_drawn_once import scripted
from proving.seed import Injection, Twin

TWIN = Twin("SEH-04", of="SEH-04-nonce-is-drawn-once")


def inject(rng: Random) -> Injection:
    """Draw it where the answer is made."""
    return scripted(rng, "", rng.choice(["secrets.token_urlsafe(16)", "secrets.token_hex(16)"]))
