"""A token carries a mark of its client's rights, and is refused once they are others.

Good because: the mark is a digest of the rights and of nothing else, which every process works out alike.
Source: Python, object.__hash__ (salted) and hashlib (not).
"""

from __future__ import annotations

from random import Random

from defects.security.cfg_08_mark_of_the_rights_is_salted import marked
from proving.seed import Injection, Twin

TWIN = Twin("CFG-08", of="CFG-08-mark-of-the-rights-is-salted")


def inject(rng: Random) -> Injection:
    """Mark by a digest."""
    digest = 'hashlib.sha256(" ".join(scopes).encode()).hexdigest()[:16]'
    return marked(rng, digest, "import hashlib\n")
