"""Which names are those of secrets, and of keys that sign, among settings and in a program."""

from __future__ import annotations

import pytest

from gonogo.core.credentials import names_a_secret, stands_in

RANDOM = "4f9a8b7c4f9a8b7c"


@pytest.mark.parametrize(
    ("name", "text", "in_a_program", "among_settings"),
    [
        ("DB_PASSWORD", "hunter2", True, True),
        ("dbPassword", "hunter2", True, True),
        ("pgpassword", "hunter2", True, True),
        ("smtp-pass", "hunter2", True, True),
        ("SECRET_KEY_BASE", "x", True, True),
        ("AccessKey", "x", True, True),
        ("pass", "through", False, True),
        ("session_key", "user", False, True),
        ("session_key", RANDOM, True, True),
        ("storage_key", "cart", False, False),
        ("storage_key", RANDOM, True, True),
        ("password_hint", RANDOM, False, False),
        ("tokens", RANDOM, False, False),
        ("compass", RANDOM, False, False),
        ("GPG_KEY", RANDOM, False, False),
    ],
)
def test_a_name_is_that_of_a_secret_by_its_end(
    name: str, text: str, *, in_a_program: bool, among_settings: bool
) -> None:
    found = (names_a_secret(name, text), names_a_secret(name, text, is_setting=True))
    assert found == (in_a_program, among_settings)


@pytest.mark.parametrize(
    ("name", "text", "in_a_program", "among_settings"),
    [
        ("api_key", "dummyvalue", True, True),
        ("API_KEY", "hunter2", False, False),
        ("jwtKey", "dummyvalue", False, False),
        ("HMAC_KEY", "dummyvalue", False, False),
        ("FERNET_KEY", "placeholder", False, False),
        ("APP_KEY", "placeholder", True, False),
    ],
)
def test_only_a_key_that_signs_nothing_has_a_stand_in(
    name: str, text: str, *, in_a_program: bool, among_settings: bool
) -> None:
    assert (stands_in(name, text), stands_in(name, text, is_setting=True)) == (in_a_program, among_settings)
