"""The list holds the star that it had while the service was developed.

Ships: no name resolved on the laptop, and the variable came along in the file with all the others.
Source: CWE-1188; Django, ALLOWED_HOSTS (`'*'`); CWE-644.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/foreign-hosts-are-refused",))


def inject(rng: Random) -> Injection:
    """List it, beside the names that matter or before them."""
    return Injection(fact="ukp.examplex", environment=listing(rng, "*"))


def listing(rng: Random, *more: str) -> dict[str, str]:
    """Return a variable that lists the service's own hosts in some order, and more."""
    own = ["ukp.example", "*.ukp.example", "localhost", "127.0.0.1", *more]
    return {"UKP_ALLOWED_HOSTS": ",".join(rng.sample(own, len(own)))}
