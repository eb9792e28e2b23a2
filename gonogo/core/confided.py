r"""Secrets in a body, by the name of a field and by their form. Pure.

A field `password` mostly says whether there is one; a value counts that looks drawn, or is everybody's first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gonogo.core.keys import json_of

# a signed address has the key's name in it by design
_OF_AMAZON = (
    r"(?<!Credential=)(?<!AWSAccessKeyId=)(?<![A-Za-z0-9])(?:AKIA|ASIA)"
    r"(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}(?![A-Za-z0-9])"
)
FORMS = (
    _OF_AMAZON,
    r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36}\b)",
    r"\b(?:xox[abprs]-\d[\w-]{16,}|[sr]k_live_[A-Za-z0-9]{16,}|hvs\.[\w-]{24,}|SG\.[\w-]{22}\.[\w-]{40,})",
    r"-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----(?:\\[rn]|\s){1,4}[A-Za-z0-9+/=]{20,}",
)
"""Of Amazon, GitHub, GitLab, npm, Slack, Stripe, Vault, SendGrid, and a private key in PEM (RFC 7468)."""
SIGNED = r"(?<![\w.-])eyJ[\w-]{8,4000}\.eyJ[\w-]{2,8000}\.[\w-]{16,4000}"
"""A token that is signed (RFC 7519)."""
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z0-9]+")
_PASSWORDS = re.compile(
    r"(?:[a-z0-9]+_){0,8}(?:password|passwd|pwd|passphrase)|(?:[a-z0-9]+_){0,4}"
    r"(?:db|database|redis|smtp|mysql|postgres|pg|mail|user|admin)_pass"
)
_KEYS = re.compile(
    r"(?:[a-z0-9]+_){0,8}(?:api_?key|secret|secret_?key|secret_access_key|private_?key|signing_key|encryption_key"
    r"|master_key|client_secret)"
    r"|(?:(?:[a-z0-9]+_){0,4}(?:auth|access|refresh|bearer|api|service|admin|secret|bot|deploy|github|slack"
    r"|vault|jwt|id|session)_)?token"
)
_FIRST = frozenset(
    {
        *("admin", "changeit", "changeme", "guest", "letmein", "mysql", "password", "postgres", "postgresql"),
        *("qwerty", "root", "secret", "toor", "welcome"),
    }
)
_OF_NOBODY = re.compile(
    r"(?i)(?:(?:sha|md|ed|x|rs|hs|es|ps|aes|rsa|ecdsa|p|secp|argon|oauth|pbkdf|scram-sha|hmac|tls|base|http|v|kv)"
    r"[_-]?\d{1,5}[a-z]{0,3}\d?|bcrypt|scrypt)(?:[_/-]\w{1,12}){0,4}"
    r"|(?:sha|md)\d{1,3}[:-].*|\d{4}-\d\d-\d\d.*|\d+(?:\.\d+)*(?:[a-z]{1,3}|%)?"
    r"|(?:[a-z]{1,12}\d?[a-z]{0,8}|\d{1,4})(?:[_-](?:[a-z]{1,12}\d?[a-z]{0,8}|\d{1,4})){1,6}"
    r"|(?:[./~]|(?:file|env|vault|secret|ssm|arn):).*"
)
_IS_LEFT_OUT = re.compile(r"(?i)\*{2}|x{4}|\.{3}|\u2026|\$\{|\{\{|<|://|example|redacted|masked|hidden")
"""An algorithm, a fingerprint, a date, a number, a name of several words, a place where the secret is."""
_UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LINE = re.compile(
    r"^[ \t]*(?:export |- )?[\"']?([A-Za-z][\w.-]{1,60})[\"']?[ \t]*[=:][ \t]*[\"']?([^\s\"',;]{4,400})",
    re.MULTILINE,
)
_SHORTEST_KEY = 16
_SHORTEST_PASSWORD = 6


def confided(body: str) -> list[str]:
    """Return each field of a body that holds a secret, as `db_password: …`."""
    try:
        pairs = _fields("", json_of(body))
    except ValueError:
        pairs = _lines(body)
    return list(dict.fromkeys(f"{key}: …" for key, value in pairs if _is_secret(key, value)))


def _fields(key: str, found: Any) -> Iterator[tuple[str, str]]:
    """Give each field and its text, and what a text has line by line, as an environment is printed."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _fields(str(name), value)
    elif isinstance(found, list):
        for item in found:
            yield from _fields("", item)
    elif isinstance(found, str):
        yield key, found
        yield from _lines(found)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    return ((one[1], one[2]) for one in _LINE.finditer(text))


def _is_secret(key: str, value: str) -> bool:
    """Whether a field's name says that its value is one, and the value looks like one."""
    name = "_".join(_WORDS.findall(key)).lower()
    if _IS_LEFT_OUT.search(value) or re.search(r"\s", value):
        return False
    if _PASSWORDS.fullmatch(name):
        return value.lower() in _FIRST or _is_password(value)
    return _KEYS.fullmatch(name) is not None and _is_key(value, name)


def _is_password(value: str) -> bool:
    """Whether it is no word of English: it has a letter, and a digit, or a sign that no word has inside."""
    if len(value) < _SHORTEST_PASSWORD or _OF_NOBODY.fullmatch(value):
        return False
    return (
        re.search(r"[A-Za-z]", value) is not None and re.search(r"\d|\w[!@#$%^&*+=?]+\w", value) is not None
    )


def _is_key(value: str, name: str) -> bool:
    """Whether it is as long as what is drawn, in one piece; `signing-key-2026-11` is a name."""
    if _UUID.fullmatch(value):
        return name != "token"
    if _OF_NOBODY.fullmatch(value) or not re.fullmatch(r"[\w+/=.~-]+", value):
        return False
    drawn = max(re.split(r"[-_.]", value), key=len)
    return len(drawn) >= _SHORTEST_KEY and bool(re.search(r"\d.*\d", drawn) and re.search("[A-Za-z]", drawn))
