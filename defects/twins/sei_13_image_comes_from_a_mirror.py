"""An image of others comes from a registry with a port, and its tag has words in it.

Good because: the tag holds the version as well.
Source: OCI Distribution Specification, references.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_image_follows_a_tag import following
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-image-follows-a-tag")


def inject(rng: Random) -> Injection:
    """Take it from a mirror."""
    major, day = rng.randrange(8, 12), f"2024-05-{rng.randrange(10, 29)}"
    tags = [f"v{major}.{rng.randrange(9)}.1-alpine", f"RELEASE.{day}T01-41-38Z", f"{major}-CU1-ubuntu-22.04"]
    return following(rng, f":{rng.choice(tags)}", "mirror.example.org:5000/")
