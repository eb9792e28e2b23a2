"""A secret as a list of its characters, and twice in base64 with something beside it each time."""

from __future__ import annotations

import base64
import json

import pytest

from gonogo.core.redaction.redactor import Redactor

SECRET = "kZ7pQw9xT2mB4nV8"
REDACT = Redactor({"TOKEN": SECRET}).text


@pytest.mark.parametrize(
    "told",
    [
        str(list(SECRET)),
        repr(tuple(SECRET)),
        json.dumps(list(SECRET)),
        json.dumps(list(SECRET), indent=2),
        json.dumps(json.dumps(list(SECRET))),
        json.dumps({str(at): letter for at, letter in enumerate(SECRET)}),
        ",".join(SECRET),
        "letters:\n" + "".join(f"- {letter}\n" for letter in SECRET),
    ],
)
def test_a_list_of_characters(told: str) -> None:
    shown = REDACT(f"got {told} end")
    assert "[redacted:TOKEN]" in shown
    assert len(shown) < 60
    assert shown.endswith(" end")


@pytest.mark.parametrize(
    "plain", [json.dumps(["a", "b", "c", "d", "e", "f"]), "- a\n- b\n- c\n- d\n- e\n", "a,b,c,d,e,f"]
)
def test_another_list_stays(plain: str) -> None:
    assert REDACT(plain) == plain


@pytest.mark.parametrize("user", ["u", "me", "bob", "robot"])
@pytest.mark.parametrize("registry", ["r", "ghcr.io", "docker.example"])
def test_the_credentials_of_a_registry_as_a_cluster_keeps_them(user: str, registry: str) -> None:
    pair = base64.b64encode(f"{user}:{SECRET}".encode()).decode()
    packed = base64.b64encode(json.dumps({"auths": {registry: {"auth": pair}}}).encode()).decode()
    assert "[redacted:TOKEN]" in REDACT(f"data: {packed}")


def test_what_a_setting_connects_by_is_a_secret_with_its_password_alone() -> None:
    redact = Redactor({"DB": f"Server=db;User Id=u;Password={SECRET};"}).text
    assert redact(f"wrong password {SECRET}") == "wrong password [redacted:DB]"
    assert redact("Server of the database") == "Server of the database"
