"""A new release signs tokens with a new key, which the release before has verified with for a while.

Good because: a key is told one release earlier than anybody signs with it.
Source: OpenID Connect Core 1.0, 10.1.1 "Rotation of Asymmetric Signing Keys".
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.generations import generation
from defects.rollback import rbk_20_new_key_signs_at_once as defect
from proving.seed import Injection, Twin

TWIN = Twin("RBK-20", of="RBK-20-new-key-signs-at-once", target="compose")


def inject(rng: Random) -> Injection:
    """Roll it out."""
    return defect.inject(rng)


def wrap(app: Any, rng: Random) -> Any:
    """Sign with the key of one's own generation, and know the next one too."""
    number = generation()
    return defect.signing(app, rng, number, range(number + 1, 0, -1))
