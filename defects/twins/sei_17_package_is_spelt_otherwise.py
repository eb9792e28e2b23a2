"""A package's own name for itself is spelt otherwise than in the lock.

Good because: the index compares names without case and punctuation.
Source: PEP 503.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_17_image_has_more_than_the_lock import SITE, layer
from proving.seed import Injection, Twin

TWIN = Twin("SEI-17", of="SEI-17-image-has-more-than-the-lock", target="compose")


def inject(rng: Random) -> Injection:
    """Spell it so."""
    name = rng.choice(["Mako", "MAKO", "mAkO"])
    return layer(name, f"sed -i 's/^Name: .*/Name: {name}/' {SITE}/mako-*.dist-info/METADATA")
