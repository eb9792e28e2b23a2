"""A field of a variable that nothing could be put into is refused with the contract, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract

KEYS = '[{"name": "a", "key": "${SHOP_KEY}"}]'


def said(tmp_path: Path, name: str, value: str, text: str | None) -> str:
    path = tmp_path / "release.yaml"
    local = {"command": ["shop"], "environment": {} if text is None else {"KEYS": text}}
    started = {"deployment": {"local": local}} if text != "elsewhere" else {}
    path.write_text(json.dumps({"service": "x", "config": {"bad_values": {name: [value]}}, **started}))
    try:
        load_contract(path)
    except ContractError as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize(
    ("name", "value", "text", "words"),
    [
        ("KEYS/*/rights", "null", KEYS, "deployment.local.environment.KEYS is expected to be JSON with such"),
        ("KEYS/*/key/**", "null", KEYS, "config.bad_values.KEYS/*/key/**: deployment.local"),
        ("KEYS/", "null", KEYS, "config.bad_values.KEYS/: deployment.local"),
        ("KEYS/*/key", "null", '[{"key": ${SHOP_KEY}}]', "each ${NAME} in a text"),
        ("KEYS/*/key", "null", "a:b", "is expected to be JSON"),
        ("KEYS/*/key", "null", None, "is expected to be JSON"),
        ("KEYS/*/key", "", KEYS, 'a field is given JSON: write null as "null", and an empty text as \'""\''),
        ("KEYS/*", "null", json.dumps({str(n): n for n in range(33)}), "it stands for 33 fields; name at"),
    ],
)
def test_what_means_no_field_is_refused(tmp_path: Path, name: str, value: str, text: str, words: str) -> None:
    assert words in said(tmp_path, name, value, text)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("KEYS/*/key", "null", KEYS),
        ("KEYS/**", '""', KEYS),
        ("KEYS/**", "null", json.dumps([{"key": n} for n in range(99)])),
        ("KEYS", "a/b", "anything"),
        ("KEYS/*/key", "null", "elsewhere"),
    ],
    ids=["one", "each", "many that are alike", "no field", "not started here"],
)
def test_what_means_a_field_is_taken(tmp_path: Path, name: str, value: str, text: str) -> None:
    assert said(tmp_path, name, value, text) == ""
