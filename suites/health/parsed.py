"""What a health body parses to. Pure."""

from __future__ import annotations

import json
from typing import Any

_QUOTES = "\"'"


def parsed(body: str) -> Any:
    """Return the JSON value of a body, or its text, without a byte order mark and quotes around it.

    What is nested deeper than a reader follows is text (RFC 8259, 8.1 and 9: a mark may be ignored, depth
    may be limited).
    """
    text = body.lstrip("\ufeff").strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return unquoted(text)


def unquoted(text: str) -> str:
    """Return a text without a pair of quotes around it."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES
    return text[1:-1].strip() if quoted else text


def by_lower_name(found: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an object by names in lower case without joints (`overall_status`).

    Go and .NET write a field as it is spelt in the source.
    """
    return {str(name).lower().replace("_", "").replace("-", ""): value for name, value in found.items()}
