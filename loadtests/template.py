"""Texts with placeholders: `{n}` (number of the arrival), `{uuid}` and names captured by a setup."""

import json
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
BUILT_IN = frozenset({"n", "uuid"})

Escape = Callable[[str], str]


def placeholders(text: str) -> set[str]:
    """Names that a text wants replaced."""
    return set(PLACEHOLDER.findall(text))


def values(number: int, captured: Mapping[str, list[str]]) -> dict[str, str]:
    """What each placeholder stands for at arrival `number`; captures are used in turn.

    The uuid is new in every run, so that two runs on one database never collide.
    """
    found = {name: options[number % len(options)] for name, options in captured.items()}
    return {"n": str(number), "uuid": str(uuid.uuid4()), **found}


def fill(text: str, known: Mapping[str, str], escape: Escape = str) -> str:
    """The text with its placeholders replaced by escaped values."""
    return PLACEHOLDER.sub(lambda match: escape(known[match[1]]), text)


def path_escape(value: str) -> str:
    """A value as one segment of a path or one value of a query."""
    return quote(value, safe="")


def json_escape(value: str) -> str:
    """A value as the inside of a JSON string."""
    return json.dumps(value)[1:-1]


def body_text(body: Any) -> str | None:
    """The JSON text of a body template, None without a body."""
    return None if body is None else json.dumps(body, separators=(",", ":"))
