"""The operator lets in bodies of another size than is promised, and that has stayed.

Ships: one customer's articles did not fit while he moved, so the limit was raised in the environment for a
day. The source, its default and its tests are as they were.
Source: OWASP API4:2023, unrestricted resource consumption; OWASP ASVS 5.0, 5.2.1.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-16", expected=("security/oversized-bodies-are-refused",))


def inject(rng: Random) -> Injection:
    """Set the limit."""
    limit = rng.choice([512, 768, 1024, 2048, 4096]) * 1024
    return Injection(fact="413", environment={"UKP_MAX_BODY_BYTES": str(limit)})
