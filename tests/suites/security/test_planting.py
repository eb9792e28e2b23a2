"""What of a request is a secret that no log may have, by its name and form."""

import base64

import pytest

from gonogo.contract.access import Form
from gonogo.suites.security.experiments.planting import (
    _names_somebody,
    _password,
    _secret_fields,
    _secrets_of_cookies,
)
from gonogo.suites.security.logs import traces_of_secrets


@pytest.mark.parametrize(
    ("fields", "secret"),
    [
        ({"username": "demo", "password": "x"}, ["password"]),
        ({"password": "x", "username": "demo"}, ["password"]),
        ({"email": "demo", "pass": "x"}, ["pass"]),
        ({"user": "demo", "motdepasse": "x"}, ["motdepasse"]),
        ({"benutzer": "demo", "Kennwort": "x"}, ["Kennwort"]),
        ({"usuario": "demo", "contraseña": "x"}, ["contraseña"]),
        ({"username": "demo", "password": "x", "otp": "1", "csrf": "y"}, ["password", "otp"]),
        ({"country_code": "49", "phone": "1", "pin": "2"}, ["pin"]),
        ({"passport_number": "1", "auth_code": "2"}, ["auth_code"]),
        ({"login": "demo", "geheim": "x"}, ["geheim"]),
        ({"key": "x"}, ["key"]),
        ({"k": "x"}, ["k"]),
        ({"username": "demo", "geheim": "${GEHEIM}"}, ["geheim"]),
        ({"username": "${NAME}", "password": "${WORD}"}, ["username", "password"]),
    ],
)
def test_of_a_form_what_is_called_a_secret_is_one(fields: dict[str, str], secret: list[str]) -> None:
    assert _secret_fields(Form(path="/in", fields=fields)) == secret


@pytest.mark.parametrize(
    ("header", "who"),
    [
        ("X-Forwarded-User", True),
        ("X-WEBAUTH-USER", True),
        ("X-Auth-Request-Email", True),
        ("X-Amzn-Oidc-Identity", True),
        ("X-Tenant-Id", True),
        ("Authorization", False),
        ("X-API-Key", False),
        ("X-User-Token", False),
        ("X-Session-Id", False),
        ("X-Shop", False),
    ],
)
def test_a_header_may_say_who_asks(header: str, who: bool) -> None:
    assert _names_somebody(header) is who


@pytest.mark.parametrize(
    ("value", "password"),
    [
        ("Basic " + base64.b64encode(b"jane:open:sesame").decode(), "open:sesame"),
        ("Basic what?", ""),
        ("Basic /w==", ""),
        ("Bearer amFuZTpx", ""),
        ("Basic", ""),
    ],
)
def test_only_of_basic_credentials_there_is_a_password(value: str, password: str) -> None:
    assert _password(value) == password


ID, SIGNED = "JmB0c2dXyz1234567890abcd", "a+b/c" * 8
UUID = "6f1c1d1e-7a2b-4c3d-8e9f-0a1b2c3d4e5f"
PAYLOAD = "eyJzdWIiOiJqYW5lIn0xxxxx"


@pytest.mark.parametrize(
    ("cookies", "ids"),
    [
        (f"connect.sid=s%3A{ID}.{SIGNED}", [ID]),
        (f"sid=s%3A{ID}.{SIGNED}", [ID]),
        (f"sessionId={ID}.{SIGNED}", [ID]),
        (f"JSESSIONID={ID}.node1", [ID]),
        (f"session={PAYLOAD}.{PAYLOAD}.{SIGNED}", []),
        (f"session={ID}", []),
        (f"user=s%3A{UUID}.{SIGNED}", []),
        ("sid=s%3Ashort.sig", []),
        ("", []),
    ],
)
def test_a_signed_cookie_has_the_session_in_it(cookies: str, ids: list[str]) -> None:
    found = [value for what, value in _secrets_of_cookies(cookies) if what.startswith("the session's id")]
    assert found == ids


def test_each_cookie_of_a_session_is_told_by_its_name() -> None:
    found = dict(_secrets_of_cookies(f"a={ID}; theme=dark; b={UUID}"))
    assert found == {"the cookie a": ID, "the cookie b": UUID}


@pytest.mark.parametrize(
    ("secret", "line", "told"),
    [
        ("s%3AabcdefghijklmnopQ.x%2By%2Fz", "session s:abcdefghijklmnopQ.x+y/z", "session ***"),
        ("s%3AabcdefghijklmnopQ.x%2By%2Fz", "session s%3AabcdefghijklmnopQ.x%2By%2Fz", "session ***"),
        ("abcdefghijklmnop%3D%3D", "cookie abcdefghijklmnop==", "cookie ***"),
        ("abcdefghijklmnop%3D%3D", "cookie abcdefghijklmnop", None),
        ("%61%62%63%64%65%66", "abcdef is a word", None),
    ],
)
def test_a_secret_is_found_as_whoever_reads_it_has_decoded_it(
    secret: str, line: str, told: str | None
) -> None:
    found = traces_of_secrets("shop-1", f"{line}\n", {"the cookie": secret})
    assert [trace.line for trace in found] == ([told] if told else [])
