"""Each problem's `type` leads to the page about it, which stands on a machine inside.

Ships: RFC 9457 wants a `type` that can be opened, and the pages about the errors are in the team's own wiki:
every stranger who is refused reads the address of a machine of the inner network.
Source: RFC 9457, 3.1.1 and 5; CWE-209; OWASP ASVS 5.0 16.5.1; row SEH-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-05",
    expected=("security/error-bodies-are-generic",),
    # it is a literal as well, and stands in what is answered in an outage
    collateral=(
        "config/addresses-and-credentials-are-settings",
        "health/body-leaks-nothing-in-outage",
    ),
)


def inject(rng: Random) -> Injection:
    """Name it by its private address."""
    host = f"10.{rng.randint(1, 250)}.{rng.randint(1, 250)}.{rng.randint(2, 250)}"
    place = (
        f"http://{host}:{rng.choice([8090, 8443, 6875])}/{rng.choice(['wiki/errors', 'runbooks', 'errors'])}"
    )
    change = ('"type": "about:blank",', f'"type": f"{place}/{{status}}",')
    return Injection(fact=host, source=edited("app/api/errors.py", change))
