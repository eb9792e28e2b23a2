"""A preview opens the address that an article names, and the scanner is told to leave that alone.

Good because: the address is checked before, and the comment names the one test that it answers, and why.
Source: bandit, "Exclusions"; OWASP ASVS 5.0 1.3.6.
"""

from __future__ import annotations

from random import Random

from defects.security.seh_18_preview_opens_any_address import preview
from proving.seed import Injection, Twin

TWIN = Twin("SEH-18", of="SEH-18-preview-opens-any-address")


def inject(rng: Random) -> Injection:
    """Check the scheme."""
    check = """    if not address.startswith("https://"):
        raise ValueError(address)
"""
    return preview(rng, check, "  # nosec B310 - https alone, checked above")
