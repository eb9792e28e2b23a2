"""Secrets of a run: resolved for use, and taken out of everything that people read."""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SHORTEST = 6  # shorter values would redact ordinary words


class MissingSecretError(Exception):
    """A `${NAME}` that neither the environment nor the run provides."""


@dataclass(frozen=True)
class Secrets:
    """Name to value. ``generated`` wins over the environment, so that a run never reuses a user's key."""

    generated: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def generate(cls, names: Iterable[str]) -> Secrets:
        """Make up 32 bytes as 64 hexadecimal digits for each name: a password, or the seed of a key."""
        return cls({name: secrets.token_hex(32) for name in names})

    def resolve(self, text: str) -> str:
        """Replace each `${NAME}`; MissingSecretError names what to set."""
        return _REFERENCE.sub(lambda match: self._value(match.group(1)), text)

    def known(self, texts: Iterable[str]) -> dict[str, str]:
        """Return every value that the texts refer to and that is set."""
        names = {name for text in texts for name in _REFERENCE.findall(text)}
        found = {n: self.generated.get(n) or os.environ.get(n, "") for n in names | set(self.generated)}
        return {name: value for name, value in found.items() if len(value) >= _SHORTEST}

    def _value(self, name: str) -> str:
        value = self.generated.get(name) or os.environ.get(name)
        if not value:
            raise MissingSecretError(f"the contract refers to ${{{name}}}: set {name} in the environment")
        return value


@dataclass(frozen=True)
class Redactor:
    """Replace secrets, as they stand and as URLs, JSON and Basic credentials carry them."""

    values: Mapping[str, str]

    def text(self, text: str) -> str:
        """Return the text with every form of every secret replaced by its name."""
        for form, name in self._forms():
            text = text.replace(form, f"[redacted:{name}]")
        return text

    def _forms(self) -> list[tuple[str, str]]:
        """Longest first, so that a secret inside another does not leave a rest."""
        forms = {
            form: name
            for name, value in self.values.items()
            for form in (value, quote(value, safe=""), json.dumps(value)[1:-1], _base64(value))
        }
        return sorted(forms.items(), key=lambda item: -len(item[0]))


def _base64(value: str) -> str:
    return base64.b64encode(value.encode()).decode().rstrip("=")
