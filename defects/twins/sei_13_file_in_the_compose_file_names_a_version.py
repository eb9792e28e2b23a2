"""A service is built from lines that stand in the compose file.

Good because: what they begin from is named by its own version, or by the digest of one.
Source: Compose Build Specification, `dockerfile_inline`.
"""

from __future__ import annotations

from random import Random

from defects.config.sei_13_file_stands_in_the_compose_file import helped
from proving.seed import Injection, Twin

TWIN = Twin("SEI-13", of="SEI-13-file-stands-in-the-compose-file")


def inject(rng: Random) -> Injection:
    """Name the version."""
    digest = f"{rng.getrandbits(256):064x}"
    return helped(rng, rng.choice(["alpine:3.22.1", "alpine:3.21.4", f"alpine:3.22@sha256:{digest}"]))
