"""The lock names a package twice, and the version for the interpreter that runs is one with a known hole.

Ships: the lock is for every interpreter at once, and where two need different versions it has a line for
each. A pin for old ones was turned round when two branches were merged: the good version is for interpreters
that nobody runs any more. Who keeps one version for each name keeps the last one, which is the good one.
Source: uv, "Resolution" (a universal lock may name a package several times, each with a marker); PEP 508
(markers); OWASP ASVS 5.0 15.2.1; the advisories are PyPA's own. The merge is own.
"""

from __future__ import annotations

from random import Random

from defects.advisories import KNOWN, database, lock_with, locked_version
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-18", expected=("security/no-known-vulnerability",))


def inject(rng: Random) -> Injection:
    """Lock the good version for older interpreters than any that runs this, and the bad one from there on."""
    return divided(rng, good="<", bad=">=")


def divided(rng: Random, good: str, bad: str) -> Injection:
    """Lock two versions of a package, each for the interpreters on its side of a version."""
    known, since = rng.choice(KNOWN), rng.choice(["3.9", "3.10", "3.11"])
    older = f"{known.package}=={known.bad} ; python_full_version {bad} '{since}'"
    newer = f"{known.package}=={locked_version(known.package)} ; python_full_version {good} '{since}'"
    lock = lock_with(known.package, f"{older} \\\n    --hash=sha256:{rng.getrandbits(256):064x}\n{newer}")
    return Injection(fact=known.id, source=lock, advisories=database(known))
