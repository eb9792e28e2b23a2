"""An image of others has no tag at all.

Good because: its digest says exactly which one it is.
Source: Docker, "Image digests".
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_image_follows_a_tag import following
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-image-follows-a-tag")


def inject(rng: Random) -> Injection:
    """Name it by its content."""
    return following(rng, f"@sha256:{rng.getrandbits(256):064x}")
