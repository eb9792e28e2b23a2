"""A token is accepted long after it has expired.

Ships: a replica's clock was some seconds late, clients were turned away, and the tolerance for that is set as
generously as nobody would set a lifetime: a token is good for several times as long as it says.
Source: RFC 7519, 4.1.4 ("some small leeway, usually no more than a few minutes"); OWASP ASVS 5.0 9.2.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/invalid-claims-are-refused",))


def inject(rng: Random) -> Injection:
    """Tolerate a quarter of an hour and more."""
    return tolerating(rng.choice([900, 1200, 1800, 3600]))


def tolerating(seconds: int) -> Injection:
    """Verify with a leeway."""
    issuer = "            issuer=SERVICE,\n"
    source = edited(
        "app/security/tokens.py",
        ("LONGEST = 4096\n", f"LONGEST = 4096\nCLOCK_SKEW_SECONDS = {seconds}\n"),
        (issuer, f"{issuer}            leeway=CLOCK_SKEW_SECONDS,\n"),
    )
    return Injection(fact="exp", source=source)
