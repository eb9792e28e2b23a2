"""Tokens live for days.

Ships: users were asked to sign in again too often, and the lifetime was raised instead.
Source: OWASP ASVS 5.0 9.2.1.
"""

from __future__ import annotations

from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/tokens-are-short-lived",))


def inject(rng: Random) -> Injection:
    """Serve with that lifetime."""
    return Injection(fact=f"{_seconds(rng):g} s", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Raise the lifetime."""
    app.state.services.tokens.lifetime_seconds = _seconds(rng)
    return app


def _seconds(rng: Random) -> int:
    return 3600 * rng.randrange(10, 200)
