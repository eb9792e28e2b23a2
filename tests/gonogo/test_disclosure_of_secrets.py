"""Secrets in the body of a probe, by the name of a field and by their form; and fields that only sound so."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from gonogo.core.disclosure import disclosed_by_error, disclosed_by_probe
from tests.gonogo.test_disclosure import kinds

DRAWN = "9f3aK2mZ7qL1xV8bT4wC"
_AMAZON, _GITHUB, _STRIPE = "AKIA" + "Q3EGV7N2KXW4LMZ8", "ghp_" + "a1B2" * 9, "sk_" + "live_" + "a1B2" * 6
_SIGNED = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "dBjftJeZ4CVPmB92K27uhbUJU1p1r"
_PEM = "-----BEGIN PRIVATE KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0B" * 3


@pytest.mark.parametrize(
    "body",
    [
        {"status": "ok", "db_password": "hunter2hunter2"},
        {"env": {"DB_PASSWORD": "s3cret-pw!9"}},
        {"password": "P@ssw0rd"},
        {"redis": {"password": "postgres"}},
        {"smtpPassword": "hunter2"},
        {"DB_PASS": "hunter2"},
        {"api_key": DRAWN},
        {"apiKey": "6f1c0b2e-3d4a-4b5c-8d6e-7f8091a2b3c4"},
        {"config": [{"clientSecret": DRAWN}]},
        {"SECRET_KEY": DRAWN},
        {"access_token": DRAWN},
        {"token": DRAWN},
        {"token": _SIGNED},
        {"note": f"signed in with {_SIGNED}"},
        {"note": _AMAZON},
        {"output": f"git: {_GITHUB} is refused"},
        {"billing": _STRIPE},
        {"key": _PEM},
        {"env": ["HOME=x", "DB_PASSWORD=hunter2hunter2"]},
        {"env": "HOME=x\nDB_PASSWORD=hunter2hunter2"},
    ],
)
def test_a_secret_in_a_probe_is_told_and_not_shown(body: dict[str, Any]) -> None:
    found = disclosed_by_probe(json.dumps(body))
    assert kinds(found).count("a secret") == 1
    shown = json.dumps(found)
    for secret in ("hunter2", DRAWN, _SIGNED[8:], _AMAZON[4:], _GITHUB[4:], _STRIPE[4:], "MIIEvQ", "ssw0rd"):
        assert secret not in shown


@pytest.mark.parametrize(
    "body", ["DB_PASSWORD=hunter2x\nHOME=x", "export API_KEY='" + DRAWN + "'", "token: " + DRAWN]
)
def test_a_secret_in_lines_is_told(body: str) -> None:
    assert "a secret" in kinds(disclosed_by_probe(body))


@pytest.mark.parametrize(
    "body",
    [
        {"password": "ok"},
        {"password": "configured", "secret": "loaded", "token": "valid", "api_key": "present"},
        {"password": "", "token": None, "secret": False, "tokens": 42, "api_key": True},
        {"password": "********", "api_key": "sk-****************1234", "secret": "[REDACTED]"},
        {"password": "${DB_PASSWORD}", "secret": "<hidden>", "token": "xxxxxxxxxxxxxxxxxxxx"},
        {"password": "bcrypt", "password_hash": "argon2id", "signing_key": "RS256", "private_key": "ed25519"},
        {"password": "pbkdf2_sha256", "secret": "aes-256-gcm", "token": "oauth2"},
        {"password": "2026-12-01", "token": "2026-12-01T00:00:00Z", "secret": "30d"},
        {"secret": "vault-kv2", "signing_key": "signing-key-2026-11", "private_key": "shop-key-1"},
        {"secret": "projects/shop/secrets/db/versions/3", "private_key": "/run-keys"},
        {"password_policy": "min12chars", "password_expires": "in30days", "token_type": "Bearer2"},
        {"token": "6f1c0b2e-3d4a-4b5c-8d6e-7f8091a2b3c4"},
        {
            "request_id": DRAWN,
            "trace_id": DRAWN,
            "etag": DRAWN,
            "commit": "4f2a9c1b2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f70",
        },
        {"csrf_token": DRAWN, "next_page_token": DRAWN, "public_key": DRAWN, "idempotency_key": DRAWN},
        {"secret": "required!", "password": "required!", "passwords": "hunter2x"},
        {"checks": {"password": {"status": "ok"}, "token": {"status": "ok", "key": DRAWN}}},
        {"compass": "n0rth-west9", "bypass": "r0ute9x"},
        {"status": "password too short", "detail": "secret: ok, token: valid"},
        {"secret": "sha256:9f86d081884c7d659a2feaa0c55ad015"},
    ],
)
def test_a_field_that_only_says_how_it_is_with_a_secret_is_none(body: dict[str, Any]) -> None:
    assert disclosed_by_probe(json.dumps(body)) == []


@pytest.mark.parametrize("secret", [_AMAZON, _GITHUB, _STRIPE, _PEM])
def test_a_form_that_is_nothing_else_counts_in_an_error(secret: str) -> None:
    ((what, words),) = disclosed_by_error(json.dumps({"error": f"refused: {secret}"}))
    assert what == "a secret"
    assert secret[6:26] not in words


@pytest.mark.parametrize(
    "body",
    [
        f'<img src="https://files.example/a.png?X-Amz-Credential={_AMAZON}%2F20261130">',
        '{"detail": "The key must look like AKIAIOSFODNN7EXAMPLE."}',
        '{"detail": "The key has to begin with -----BEGIN PRIVATE KEY-----."}',
        '{"detail": "Invalid API Key provided: sk_live_****1234"}',
        f'{{"detail": "this token is over: {_SIGNED}"}}',
        '{"detail": "The password has to have 12 characters"}',
        '{"password": ["This password is too common."]}',
    ],
)
def test_an_error_about_a_key_is_none(body: str) -> None:
    assert disclosed_by_error(body) == []


@pytest.mark.parametrize(
    "unit", ["eyJ", "eyJa.", "a_", "A=", "token: ", '"token": "', "aB", "sha256:", "a1-", "a\n"]
)
def test_a_long_body_is_read_at_once(unit: str) -> None:
    body = (unit * 20_000)[:20_000]
    began = time.process_time()
    disclosed_by_probe(body)
    disclosed_by_probe(json.dumps({"password": body, "token": body, body: body}))
    assert time.process_time() - began < 2.0
