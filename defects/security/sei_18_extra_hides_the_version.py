"""The lock names an extra of a package, and the version behind it has a vulnerability that is known.

Ships: a tool writes the lock that keeps the extras that were asked for, and a pin of years ago came along
from the file that it was made of. Who looks for `name==` finds no such package.
Source: pip-tools, `--no-strip-extras`; PEP 508 (extras); OWASP ASVS 5.0 15.2.1; PYSEC-2022-202,
PYSEC-2022-260.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, Known, database, lock_with
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEI-18",
    expected=("security/no-known-vulnerability",),
    collateral=("security/dependency-scan-saw-everything",),
)
_EXTRAS = {"pyjwt": ("crypto",), "mako": ("babel", "lingua")}


def inject(rng: Random) -> Injection:
    """Keep the old version."""
    known = drawn(rng)
    return with_extra(rng, known, known.bad)


def drawn(rng: Random) -> Known:
    """Draw a package that has extras."""
    return rng.choice([known for known in KNOWN if known.package in _EXTRAS])


def with_extra(rng: Random, known: Known, version: str) -> Injection:
    """Lock a version with one of the package's extras."""
    extra = rng.choice(_EXTRAS[known.package])
    return Injection(
        fact=known.package,
        source=lock_with(known.package, f"{known.package}[{extra}]=={version}"),
        advisories=database(*KNOWN),
    )
