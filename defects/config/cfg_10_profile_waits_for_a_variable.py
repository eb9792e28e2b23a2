"""A profile's service requires a variable that nobody delivers.

Ships: the dashboards got a password of their own, and the variable came to its author's machine alone.
Source: Heroku, "how I broke git push" (post-mortem); Compose Specification, interpolation.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-10", expected=("config/every-profile-renders",))


def inject(rng: Random) -> Injection:
    """Require it."""
    name = variable(rng)
    return needing(f"${{{name}:?set it before the dashboards start}}", fact=name)


def variable(rng: Random) -> str:
    """Draw a name."""
    return f"BOARD_{rng.choice(['ADMIN', 'ROOT', 'OWNER'])}_{rng.choice(['WORD', 'PHRASE', 'PIN'])}"


def needing(value: str, fact: str) -> Injection:
    """Give the dashboards a variable with this value."""
    service = {"environment": {"GF_SECURITY_ADMIN_PASSWORD": value}}
    return Injection(fact=fact, override={"services": {"grafana": service}})
