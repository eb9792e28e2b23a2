"""What lies in the cache is read back by functions with the same names.

Good because: JSON holds numbers, texts and lists, and no class of ours.
Source: CWE-502.
"""

from __future__ import annotations

from random import Random

from defects.security.rbk_17_cache_holds_pickles import reading
from proving.seed import Injection, Twin

TWIN = Twin("RBK-17", of="RBK-17-cache-holds-pickles")


def inject(rng: Random) -> Injection:
    """Read results with json."""
    return reading(rng, "json")
