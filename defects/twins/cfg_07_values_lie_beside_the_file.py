"""Values for the secrets lie beside the compose file.

Good because: the file that ships still asks for each of them; what lies beside it is ignored by git.
Source: Docker Compose, "Set environment variables" (.env).
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("CFG-07", of="CFG-07-file-brings-a-default-password")


def inject(rng: Random) -> Injection:
    """Leave such a file there."""
    names = ("POSTGRES_PASSWORD", "POSTGRES_EXPORTER_PASSWORD", "VALKEY_PASSWORD")
    lines = "".join(f"{name}={rng.getrandbits(64):016x}\n" for name in names)
    return Injection(fact=names[0], source={".env": lines})
