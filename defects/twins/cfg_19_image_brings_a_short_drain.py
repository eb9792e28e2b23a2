"""The image says how long it drains, and the compose file does not.

Good because: the container is given longer.
Source: Compose Specification, stop_grace_period.
"""

from __future__ import annotations

from random import Random

from defects.config.cfg_19_image_brings_a_longer_drain import bringing
from proving.seed import Injection, Twin

TWIN = Twin("CFG-19", of="CFG-19-image-brings-a-longer-drain")


def inject(rng: Random) -> Injection:
    """Say it in the Dockerfile alone."""
    return bringing(rng.randrange(4, 12))
