"""The verifier of tokens is loosened: it believes a header, or looks at no signature.

Ships: an option for a test of the middleware stayed on, or several algorithms were allowed at once.
Source: RFC 8725, 2.1; OWASP ASVS 5.0 9.1.1.
"""

from __future__ import annotations

import base64
from random import Random
from typing import Any

import jwt

from app.security.tokens import Claims
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-11",
    expected=("security/forged-tokens-are-refused",),
    collateral=(
        "security/invalid-claims-are-refused",
    ),  # without the signature, some verifiers look at nothing
)
_FACTS = {"any": "signature", "none": "none", "shared": "text"}


def inject(rng: Random) -> Injection:
    """Serve with that verifier."""
    return Injection(fact=_FACTS[_kind(rng)], wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Ask the loosened verifier where the strict one refuses."""
    tokens, kind = app.state.services.tokens, _kind(rng)
    strict = tokens.verify

    def verify(token: str, *audience: str) -> Claims | None:
        return strict(token, *audience) or _loosely(kind, token, tokens.public_keys()["keys"][0]["x"])

    tokens.verify = verify
    return app


def _loosely(kind: str, token: str, public_key: str) -> Claims | None:
    try:
        header = jwt.get_unverified_header(token)
        if kind == "shared":
            said = jwt.decode(token, public_key, algorithms=["HS256"], options={"verify_aud": False})
        elif kind == "none" and header["alg"] != "none":
            return None
        else:
            said = jwt.decode(token, options={"verify_signature": False})
            base64.urlsafe_b64decode(token.rsplit(".", 1)[1] + "==")
    except (jwt.PyJWTError, ValueError):
        return None
    return Claims(said["sub"], tuple(said["scope"].split()), said["exp"], str(said.get("jti", "")))


def _kind(rng: Random) -> str:
    return rng.choice(sorted(_FACTS))
