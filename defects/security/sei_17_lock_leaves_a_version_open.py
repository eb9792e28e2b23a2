"""A line of the lock names no version, so that nobody can look it up.

Ships: it was mended by hand in a hurry; the next build took whatever was the newest, or a branch.
Source: OWASP ASVS 5.0 15.2.4; zizmor, adhoc-packages; safety examines pinned requirements alone.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, database, lock_with
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-17", expected=("security/dependency-scan-saw-everything",))


def inject(rng: Random) -> Injection:
    """Leave it open in one of the ways in which it can be."""
    package = rng.choice(["starlette", "uvicorn", "alembic", "httpx"])
    repository = f"https://github.com/example/{package}"
    open_line = rng.choice(
        [
            f"{package}>=0.{rng.randrange(1, 9)}",
            package,
            f"{package} @ git+{repository}@main",
            f"-e git+{repository}",
        ]
    )
    return relocked(package, open_line)


def relocked(package: str, line: str) -> Injection:
    """Lock a package by another line."""
    return Injection(fact=line, source=lock_with(package, line), advisories=database(*KNOWN))
