"""A line of the lock looks like a version, and holds the beginning of one.

Ships: `==4.1.*` was written by hand to take mends without a new lock. pip counts it as pinned, for it begins
with two equal signs; what is installed is what was newest on that day.
Source: PEP 440, "Version matching" (prefix matches); pip, `InstallRequirement.is_pinned` (looks at the
operator alone); OWASP ASVS 5.0 15.2.4.
"""

from __future__ import annotations

from random import Random

from defects.advisories import locked_version
from defects.security.sei_17_lock_leaves_a_version_open import relocked
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-17", expected=("security/dependency-scan-saw-everything",))


def inject(rng: Random) -> Injection:
    """Keep one or two parts of the version."""
    package = rng.choice(["starlette", "uvicorn", "alembic", "httpx"])
    parts = locked_version(package).split(".")[: rng.randint(1, 2)]
    return relocked(package, f"{package}=={'.'.join(parts)}.*")
