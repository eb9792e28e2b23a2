"""The Dockerfile takes a tool, or what it stands on, out of an image of others.

Good because: the tag holds the version, or there is its digest.
Source: Docker, "Building best practices", pin base image versions.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_file_comes_out_of_the_newest import taking
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-file-comes-out-of-the-newest")


def inject(rng: Random) -> Injection:
    """Take one that stays as it is."""
    pins = [f":0.{rng.randrange(3, 9)}.{rng.randrange(30)}", f"@sha256:{rng.getrandbits(256):064x}"]
    return taking(f"ghcr.io/acme/{rng.choice(['uv', 'tini', 'syft'])}", rng.choice(pins), rng)
