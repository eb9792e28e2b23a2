"""A vulnerability of the locked version became known, and there is no version without it yet.

Ships: the lock was clean when it was made, and it is not made anew with each release.
Source: OWASP ASVS 5.0 15.2.1; CVE-2024-47874 and CVE-2025-62727 came out that way.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, Known, database, locked_version
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-18", expected=("security/no-known-vulnerability",))


def inject(rng: Random) -> Injection:
    """Know something about one of the locked versions."""
    one = learned(rng)
    return Injection(fact=one.id, advisories=database(*KNOWN, one))


def learned(rng: Random) -> Known:
    """Draw an advisory that affects what is locked."""
    package = rng.choice(["starlette", "uvicorn", "sqlalchemy", "httptools"])
    version, number = locked_version(package), rng.randrange(1000, 100_000)
    events = ({"introduced": "0"}, {"last_affected": version})
    return Known(f"PYSEC-2099-{number}", f"CVE-2099-{number}", package, version, events)
