"""Short-lived signed tokens (RFC 7519 with the profile of RFC 9068), verified strictly (RFC 8725)."""

import base64
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app import SERVICE
from app.config.keys import SigningKey

API, PAGE = f"{SERVICE}-api", f"{SERVICE}-page"
"""Audiences: a session's token opens no route of the interface, and the reverse."""

ALGORITHM, TYPE = "EdDSA", "at+jwt"
LONGEST = 4096
_REQUIRED = ["iss", "aud", "sub", "scope", "iat", "nbf", "exp", "jti"]


@dataclass(frozen=True)
class Claims:
    """What a valid token says; `expires_at` is in seconds since the epoch, `id` no other token has."""

    subject: str
    scopes: tuple[str, ...]
    expires_at: int
    id: str


class Tokens:
    """Signs with the first key and verifies with all of them, so that keys rotate and nobody is logged out.

    The keys come from the configuration alone: every worker and every replica has the same ones.
    """

    def __init__(self, keys: Sequence[SigningKey], lifetime_seconds: int) -> None:
        self.lifetime_seconds = lifetime_seconds
        self._keys = {key.kid: _private(key) for key in keys}
        self._signing = keys[0].kid

    def issue(self, subject: str, scopes: Sequence[str], audience: str = API) -> str:
        """Return a token for the subject, valid from now on for the lifetime."""
        now = int(time.time())
        claims = {
            "iss": SERVICE,
            "aud": audience,
            "sub": subject,
            "scope": " ".join(scopes),
            "iat": now,
            "nbf": now,
            "exp": now + self.lifetime_seconds,
            "jti": secrets.token_urlsafe(12),
        }
        headers = {"kid": self._signing, "typ": TYPE}
        return jwt.encode(claims, self._keys[self._signing], algorithm=ALGORITHM, headers=headers)

    def verify(self, token: str, audience: str = API) -> Claims | None:
        """Return what a token says, None for one that is not ours, not for this audience or not valid now."""
        if len(token) > LONGEST:
            return None
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys.get(str(header.get("kid")))
            if key is None or header.get("typ") != TYPE:
                return None
            said = self._decoded(token, key, audience)
        except jwt.PyJWTError:
            return None
        scopes = tuple(str(said["scope"]).split())
        return Claims(str(said["sub"]), scopes, int(said["exp"]), str(said["jti"]))

    def public_keys(self) -> dict[str, list[dict[str, str]]]:
        """Return the JSON Web Key Set (RFC 7517, RFC 8037)."""
        return {"keys": [_public(kid, key) for kid, key in self._keys.items()]}

    def _decoded(self, token: str, key: Ed25519PrivateKey, audience: str) -> dict[str, Any]:
        said: dict[str, Any] = jwt.decode(
            token,
            key.public_key(),
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=SERVICE,
            options={"require": _REQUIRED, "strict_aud": True},
        )
        return said


def _private(key: SigningKey) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.key.get_secret_value()))


def _public(kid: str, key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": ALGORITHM, "kid": kid, "x": x}
