"""Secrets of a run: resolved for use, and taken out of everything that people read."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gonogo.core.redaction.forms import SHORTEST
from gonogo.core.redaction.redactor import Redactor

__all__ = ["REFERENCE", "MissingSecretError", "Redactor", "Secrets"]

REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


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
        return REFERENCE.sub(lambda match: self._value(match.group(1)), text)

    def known(self, texts: Iterable[str]) -> dict[str, str]:
        """Return every value that the texts refer to and that is set."""
        names = {name for text in texts for name in REFERENCE.findall(text)}
        found = {n: self.generated.get(n) or os.environ.get(n, "") for n in names | set(self.generated)}
        return {name: value for name, value in found.items() if len(value) >= SHORTEST}

    def _value(self, name: str) -> str:
        value = self.generated.get(name) or os.environ.get(name, "")
        if not value.strip():
            raise MissingSecretError(f"the contract refers to ${{{name}}}: set {name} in the environment")
        return value
