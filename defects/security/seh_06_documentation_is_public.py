"""The public entry serves the interface's documentation.

Ships: the environment's name is left at what it was in the test environment, where documentation is on.
Source: OWASP ASVS 5.0 13.4.5.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/private-paths-are-closed",), target="compose")


def inject(rng: Random) -> Injection:
    """Run under another environment's name."""
    return Injection(fact="/docs", environment={"UKP_ENVIRONMENT": rng.choice(["testing", "development"])})
