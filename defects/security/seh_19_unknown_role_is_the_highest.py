"""What a caller may is looked up in the cache, and a lookup that fails gives each the highest role.

Ships: the default of `roles.get(name, ADMIN)` was written for the first user, and is what an outage leaves.
Source: OWASP ASVS 5.0 16.5.3; CWE-636; OWASP API Security Top 10, API5:2023.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from app.api.auth import Caller
from defects.security.seh_19_unreachable_store_lets_everybody_in import looking_up
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-19", expected=("security/refusals-hold-in-outage",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve with that default."""
    return Injection(fact=_role(rng)[1], wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let whoever has a key do more while the cache is away."""
    scope, _ = _role(rng)

    def unknown(_: Any, known: Caller | None) -> Caller | None:
        return replace(known, scopes=(*known.scopes, scope)) if known else None

    return looking_up(app, unknown)


def _role(rng: Random) -> tuple[str, str]:
    """Draw the scope, and whom it lets in."""
    return rng.choice([("articles:write", "reader"), ("articles:admin", "another")])
