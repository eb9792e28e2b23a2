"""The signal that stops the container is written otherwise.

Good because: it is the same one.
Source: Dockerfile reference, STOPSIGNAL.
"""

from __future__ import annotations

from random import Random

from defects.config.rbk_01_image_is_stopped_by_another_signal import stopped_by
from proving.seed import Injection, Twin

TWIN = Twin("RBK-01", of="RBK-01-image-is-stopped-by-another-signal")


def inject(rng: Random) -> Injection:
    """Name it by its number."""
    return stopped_by(rng.choice(["15", "SIGTERM"]))
