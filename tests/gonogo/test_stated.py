"""Secrets in what people write themselves, and words that only sound like one."""

from __future__ import annotations

import json
import time

import pytest

from gonogo.stated import is_secret, unsaid, within

DRAWN = "Zx9kQw72mPv4LtB8nR3yD6hJ1sG5cV0a"
CONNECTIONS = (
    f"host=db user=u password={DRAWN} dbname=d",
    f"jdbc:postgresql://h/d?user=u&password={DRAWN}",
    f"Server=db;User Id=u;Password={DRAWN};",
    f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={DRAWN};",
    f"cache:6379,password={DRAWN},ssl=true",
    f"u:{DRAWN}@tcp(h:3306)/d",
    f"u/{DRAWN}@h:1521/d",
    f"https://{DRAWN}@sentry.io/1",
    f"https://hooks.slack.com/services/T0/B0/{DRAWN}",
    f"http://a:x1y2z3@h1 http://b:{DRAWN}@h2",
    f"http://a:x1y2z3@h1,http://b:{DRAWN}@h2",
    json.dumps({"db": {"password": DRAWN}}),
    json.dumps(json.dumps([{"name": "e", "key": DRAWN}])),
    f"Authorization=Bearer {DRAWN}",
    f"--password={DRAWN}",
    f"/metrics?api_key={DRAWN}&x=1",
)
NAMES = (
    *(
        "DB_PASS",
        "DB_PW",
        "PGPASSWORD",
        "APIKEY",
        "apiKey",
        "X-API-Key",
        "ACCESSKEY",
        "MASTERKEY",
        "AUTH",
        "JWT",
    ),
    *("BASIC_AUTH", "PASSPHRASE", "PASSCODE", "SALT", "COOKIE", "SESSION", "HMAC", "CREDS", "BEARER", "OTP"),
    *("client_secret", "refresh_token", "contraseña", "kennwort", "AWS_ACCESS_KEY_ID", "SMTP_AUTH"),
)


@pytest.mark.parametrize("text", CONNECTIONS)
def test_a_secret_is_found_by_its_form(text: str) -> None:
    assert DRAWN in list(within(text))
    assert DRAWN not in unsaid(text)


@pytest.mark.parametrize(
    "text",
    [
        "/search?token=title&key=colour",
        "Mode=verbose;Pooling=true;Application Name=orders",
        "token: expected a text",
        "the password: required, or missing",
        "session=memory cookie: SameSite=Lax auth=oauth2",
        "SECRET_KEY_FILE=/run/secrets/key TOKEN_LIFETIME=3600s",
        "registry.example:5000/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "http://host:80/a@b?c=d mail to a@b.example",
        "password=${DB_PASSWORD} token={token}",
    ],
)
def test_plain_words_are_left(text: str) -> None:
    assert list(within(text)) == []
    assert unsaid(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_name_tells(name: str) -> None:
    assert is_secret(name, DRAWN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("KEYBOARD", "qwertz-layout"), ("TOKEN_LIFETIME", "one-hour"), ("SESSION", "memory-store")),
        *(("COOKIE", "SameSite"), ("AUTH", "oauth2-proxy"), ("JWT", "hs256-only"), ("SALT", "pepper")),
        *(("COOKIE_NAME", "sessionid1"), ("AUTH_URL", "http://x/y1"), ("PASSWORD_HASHERS", "argon2id")),
        *(("HMAC", "sha256"), ("SECRET_NAME", "prod/db-17"), ("TOKENIZER_MODE", "cl100k_base")),
        *(("SESSION", "redis://cache:6379/1"), ("MONKEY", "banana12"), ("PASSWORD", "${FROM_ELSEWHERE}")),
    ],
)
def test_a_setting_of_how_something_is_done_is_no_secret(name: str, text: str) -> None:
    assert not is_secret(name, text)


def test_odd_texts_take_no_time() -> None:
    begun = time.monotonic()
    for odd in ("a", "a:", "a@", 'key="', "http://", "-", "a.", "a://b@", "key=key="):
        assert len(list(within(odd * (20_000 // len(odd))))) >= 0
        unsaid(odd * (4_000 // len(odd)))
    assert time.monotonic() - begun < 20
