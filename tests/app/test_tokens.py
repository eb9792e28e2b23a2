"""Tokens are short-lived, for one audience, signed by a key of ours, and never more than their API key."""

import asyncio
import base64
import json
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.config.keys import SigningKey
from app.security.tokens import API, PAGE, Tokens
from tests.app.running import EDITOR, READER, SIGNING_KEYS, running

KEYS = tuple(SigningKey(**key) for key in SIGNING_KEYS)  # type: ignore[arg-type]
TOKENS = Tokens(KEYS, 300)
SEED = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SIGNING_KEYS[0]["key"]))


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    good = {"iss": "ukp", "aud": API, "sub": "editor", "scope": "articles:read", "jti": "1"}
    return good | {"iat": now, "nbf": now, "exp": now + 60} | changes


def signed(headers: dict[str, str] | None = None, **changes: Any) -> str:
    said = {name: value for name, value in claims(**changes).items() if value is not None}
    return jwt.encode(
        said, SEED, algorithm="EdDSA", headers={"kid": "new", "typ": "at+jwt"} | (headers or {})
    )


def unsigned() -> str:
    parts = [{"alg": "none", "typ": "at+jwt", "kid": "new"}, claims()]
    return (
        ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."
    )


def test_a_token_says_who_and_what_until_when() -> None:
    said = TOKENS.verify(TOKENS.issue("editor", ["articles:read"]))
    assert said is not None
    assert (said.subject, said.scopes) == ("editor", ("articles:read",))
    assert 290 < said.expires_at - time.time() <= 300


def test_the_key_before_the_present_one_still_verifies() -> None:
    old = Tokens(KEYS[1:], 300).issue("editor", [])
    assert TOKENS.verify(old) is not None
    assert Tokens(KEYS[:1], 300).verify(old) is None


@pytest.mark.parametrize(
    "token",
    [
        unsigned(),
        signed(aud=PAGE),
        signed(aud=[API, PAGE]),
        signed(iss="elsewhere"),
        signed(exp=int(time.time()) - 1),
        signed(nbf=int(time.time()) + 60),
        signed(exp=None),
        signed(sub=None),
        signed({"typ": "JWT"}),
        signed({"kid": "unknown"}),
        signed({"kid": "old"}),
        signed()[:-8] + "AAAAAAAA",
        jwt.encode(claims(), "x" * 32, algorithm="HS256", headers={"kid": "new", "typ": "at+jwt"}),
        "a.b.c",
        "x" * 5000,
    ],
)
def test_anything_else_is_nobody(token: str) -> None:
    assert TOKENS.verify(token) is None


def test_a_well_made_token_is_accepted_beside_them() -> None:
    assert TOKENS.verify(signed()) is not None


def test_a_token_opens_what_its_key_opens_and_makes_no_other(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            issued = (await client.post("/tokens", headers=READER)).json()
            assert (issued["token_type"], issued["expires_in"]) == ("Bearer", 300)
            bearer = {"Authorization": f"Bearer {issued['access_token']}"}
            assert (await client.get("/articles", headers=bearer)).status_code == 200
            assert (await client.post("/articles", headers=bearer, json={"title": "T"})).status_code == 403
            assert (await client.post("/tokens", headers=bearer)).status_code == 403
            assert (await client.post("/tokens")).status_code == 401

    asyncio.run(scenario())


def test_anybody_can_verify_with_the_public_keys(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with running(tmp_path) as client:
            token = (await client.post("/tokens", headers=EDITOR)).json()["access_token"]
            keys = jwt.PyJWKSet.from_dict((await client.get("/.well-known/jwks.json")).json())
            kid = jwt.get_unverified_header(token)["kid"]
            said = jwt.decode(token, keys[kid].key, algorithms=["EdDSA"], audience=API)
            assert said["sub"] == "editor"

    asyncio.run(scenario())
