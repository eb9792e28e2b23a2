"""Tokens of a second kind are signed with a shared secret, and nobody replaced the one of the manual.

Ships: a tool for support signs its own tokens, and where its variable is not set it takes the example's.
Source: RFC 8725, 3.5 (entropy of keys); OWASP ASVS 5.0 13.2.3; hyperdxio/hyperdx#3129.
"""

from __future__ import annotations

from random import Random
from typing import Any

import jwt

from app.security.tokens import Claims
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/forged-tokens-are-refused",))


def inject(rng: Random) -> Injection:
    """Serve with that verifier."""
    return Injection(fact=f"'{_secret(rng)}'", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Ask the second verifier where the strict one refuses."""
    tokens, secret = app.state.services.tokens, _secret(rng)
    strict = tokens.verify

    def verify(token: str, *audience: str) -> Claims | None:
        return strict(token, *audience) or _signed_with(secret, token)

    tokens.verify = verify
    return app


def _signed_with(secret: str, token: str) -> Claims | None:
    try:
        said = jwt.decode(token, secret, algorithms=["HS256"], options={"verify_aud": False})
    except jwt.PyJWTError:
        return None
    return Claims(said["sub"], tuple(said["scope"].split()), said["exp"], str(said.get("jti", "")))


def _secret(rng: Random) -> str:
    return rng.choice(["secret", "changeme", "your-256-bit-secret", "super-secret-key"])
