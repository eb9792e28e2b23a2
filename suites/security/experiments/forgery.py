"""Forged tokens, made from a genuine one and what is public. Source: RFC 8725, 2; RFC 7515."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from contextlib import suppress
from typing import Any

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_DAY = 86_400
_HASHES = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}
_WELL_KNOWN = (  # what manuals and templates sign with: whoever forgets to set the key signs with it
    "secret", "changeme", "change-me", "password", "jwt_secret", "jwt-secret", "secretkey", "secret_key",
    "supersecret", "super-secret", "super-secret-key", "your-secret-key", "your-256-bit-secret", "dev",
    "test", "development", "a-string-secret-at-least-256-bits-long",
)  # fmt: skip
_PEM, _PUBLIC_KEY = Encoding.PEM, PublicFormat.SubjectPublicKeyInfo


def decoded(part: str) -> dict[str, Any]:
    """Return a part of a token as JSON; ValueError for what is none."""
    found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 - of what somebody else wrote
    return found


def forgeries(token: str, public_keys: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return (what was changed, token). ValueError where the genuine one is no JSON Web Token."""
    head, body, signature = token.split(".")
    header, claims = decoded(head), decoded(body)
    later = _encoded(claims | {"exp": int(time.time()) + 365 * _DAY})
    other = _encoded(claims | {"sub": "admin"})
    found = [
        ("a later expiry under the old signature", f"{head}.{later}.{signature}"),
        ("another subject under the old signature", f"{head}.{other}.{signature}"),
        ("no signature", f"{head}.{body}."),
        ("a signature of zeros", f"{head}.{body}.{'A' * len(signature)}"),
        ("a signature cut short", f"{head}.{body}.{signature[:-8]}"),
        ("an unknown key id", f"{_encoded(header | {'kid': 'unknown'})}.{body}.{signature}"),
    ]
    found += [
        (f"algorithm {name}", f"{_encoded(header | {'alg': name})}.{later}.")
        for name in ("none", "None", "NONE")
    ]
    secrets = [("an empty secret", b""), *_public(public_keys)]
    found += [(f"HS256 with {what}", _hmac("HS256", header, claims, secret)) for what, secret in secrets]
    own = str(header.get("alg")) if str(header.get("alg")) in _HASHES else "HS256"
    return found + [
        (f"{own} with the well-known secret {secret!r}", _hmac(own, header, claims, secret.encode()))
        for secret in _WELL_KNOWN
    ]


def _public(keys: list[dict[str, Any]]) -> list[tuple[str, bytes]]:
    """Return what a careless verifier may take for a shared secret: a public key's forms."""
    found = []
    for key in keys:
        found.append(("the public key as JSON", json.dumps(key, separators=(",", ":")).encode()))
        with suppress(
            jwt.PyJWTError, ValueError, AttributeError
        ):  # the last where a shared secret is published
            public: Any = jwt.PyJWK(key).key
            found.append(("the public key as PEM", public.public_bytes(_PEM, _PUBLIC_KEY)))
        for name in ("x", "n"):
            if isinstance(key.get(name), str):
                text = key[name]
                raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
                found += [("the public key as text", text.encode()), ("the public key's bytes", raw)]
    return found


def _hmac(algorithm: str, header: dict[str, Any], claims: dict[str, Any], secret: bytes) -> str:
    signed = f"{_encoded(header | {'alg': algorithm})}.{_encoded(claims)}"
    signature = hmac.new(secret, signed.encode(), _HASHES[algorithm]).digest()
    return f"{signed}.{_base64(signature)}"


def _encoded(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
