"""Security of the configuration and of every response: weak secrets, redaction, fingerprint, headers."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, SecretStr

MINIMUM_KEY_LENGTH = 24
MINIMUM_DISTINCT_CHARACTERS = 8
PLACEHOLDERS = (
    "changeme", "change-me", "change_me", "placeholder", "replace-me", "replaceme", "replace_me",
    "your-api-key", "your_api_key", "yourapikey", "example", "default", "insert", "dummy", "password",
    "xxxxxx",
)  # fmt: skip
SEQUENCES = ("123456", "012345", "abcdef", "qwerty")
DEFAULT_PASSWORDS = frozenset(
    {"", "admin", "changeme", "default", "password", "postgres", "root", "secret", "test", "ukp", "valkey"},
)

RESPONSE_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
)

REDACTED = "[redacted]"
_SHORTEST_SECRET = 8  # a shorter one, as only development allows, would blot out ordinary words
_SECRET_NAME = re.compile(r"authorization|cookie|password|passwd|secret|token|api[_-]?key", re.IGNORECASE)
_URL_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]*:[^/\s@]*(?=@)")
_BEARER = re.compile(r"(?i)\bbearer\s+[A-Za-z0-9._~+/=-]+")


def weakness(key: str) -> str | None:
    """Say why `key` must not guard anything, or None. The key itself is never part of the answer."""
    if len(key) < MINIMUM_KEY_LENGTH:
        return f"expected at least {MINIMUM_KEY_LENGTH} characters, got {len(key)}; generate a random key"
    if any(word in key.lower() for word in PLACEHOLDERS) or key.lower().startswith(SEQUENCES):
        return "is a well-known placeholder; generate a random key"
    if len(set(key)) < MINIMUM_DISTINCT_CHARACTERS:
        return f"expected at least {MINIMUM_DISTINCT_CHARACTERS} different characters; generate a random key"
    return None


def _without_secrets(value: object) -> Any:
    if isinstance(value, SecretStr):
        return "sha256:" + hashlib.sha256(value.get_secret_value().encode()).hexdigest()
    if isinstance(value, Mapping):
        return {str(name): _without_secrets(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(entry) for entry in value]
    return value


def fingerprint(settings: BaseModel) -> str:
    """SHA-256 (hex) of the effective settings, secrets by their hash: replicas configured alike share it."""
    effective = json.dumps(_without_secrets(settings.model_dump()), sort_keys=True)
    return hashlib.sha256(effective.encode()).hexdigest()


class Redactor:
    """Replaces secrets in log records: by field name, by shape (URL credentials, bearer) and by value."""

    def __init__(self, secrets: Iterable[str]) -> None:
        long_enough = {secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}
        known = sorted(long_enough, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """Redact one string."""
        if self._known is not None:
            text = self._known.sub(REDACTED, text)
        return _BEARER.sub(REDACTED, _URL_CREDENTIALS.sub(REDACTED, text))

    def value(self, value: object) -> object:
        """Redact a value of a record, down into mappings and sequences."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {str(name): self.field(str(name), entry) for name, entry in value.items()}
        if isinstance(value, list | tuple | set):
            return [self.value(entry) for entry in value]
        return value

    def field(self, name: str, value: object) -> object:
        """Redact a named value: everything under a name that promises a secret."""
        return REDACTED if _SECRET_NAME.search(name) else self.value(value)
