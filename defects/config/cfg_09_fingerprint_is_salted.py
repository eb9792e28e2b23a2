"""The fingerprint of the configuration has a salt that each process draws for itself: no two replicas agree.

Ships: a scanner warned of secrets that go through a plain hash, so the hash was given a key, as one does for
passwords. Drawn when it is needed, it differs in each process, and a real drift looks like every other day.
Source: CodeQL, py/weak-sensitive-data-hashing (asks for a salted hash); otherwise own.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-09", expected=("config/replicas-agree",))
_PLAIN = "    return hashlib.sha256(effective.encode()).hexdigest()\n"


def inject(rng: Random) -> Injection:
    """Draw the salt in each process."""
    return salted(rng, "os.urandom(16)")


def salted(rng: Random, salt: str) -> Injection:
    """Hash with this salt; the fingerprint begins with the number of the way in which it was made."""
    scheme = f"k{rng.randrange(100, 1000)}."
    keyed = (
        f"    digest = hashlib.blake2b(effective.encode(), key={salt}, digest_size=20)\n"
        f'    return "{scheme}" + digest.hexdigest()\n'
    )
    imports = ("import hashlib\n", "import hashlib\nimport os\n")
    source = edited("app/config/security.py", (_PLAIN, keyed), imports)
    return Injection(fact=scheme, replicas=2, source=source)
