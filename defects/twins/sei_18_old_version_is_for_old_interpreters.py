"""The lock names a package twice, and one of the versions has a known hole.

Good because: that one is for interpreters on which nothing of this runs, so that it is never installed.
Source: PEP 508 (markers); uv, "Resolution".
"""

from __future__ import annotations

from random import Random

from defects.security.sei_18_lock_differs_by_interpreter import divided
from proving.seed import Injection, Twin

TWIN = Twin("SEI-18", of="SEI-18-lock-differs-by-interpreter")


def inject(rng: Random) -> Injection:
    """Turn the two markers round."""
    return divided(rng, good=">=", bad="<")
