"""A line of the lock is hard to read: capitals, an extra, a marker, blanks.

Good because: it names one version all the same.
Source: PEP 508; PEP 503 (names are compared without case and punctuation).
"""

from __future__ import annotations

from random import Random

from defects.advisories import locked_version
from defects.security.sei_17_lock_leaves_a_version_open import relocked
from proving.seed import Injection, Twin

TWIN = Twin("SEI-17", of="SEI-17-lock-leaves-a-version-open")


def inject(rng: Random) -> Injection:
    """Write it in one of those ways."""
    package = rng.choice(["starlette", "uvicorn", "alembic", "httpx"])
    version = locked_version(package)
    line = rng.choice(
        [
            f"{package.title()}=={version}",
            f"{package} == {version}",
            f"{package}[standard]=={version}",
            f'{package}=={version} ; python_version >= "3.{rng.randrange(8, 12)}"',
        ]
    )
    return relocked(package, line)
