"""What stands at a dotted key of a JSON document."""

from __future__ import annotations

import json
import re
from typing import Any

_PART = re.compile(r"\[(\d+)\]|\[['\"]([^'\"]+)['\"]\]|([^.\[\]]+)")


def at_key(document: Any, dotted: str) -> Any:
    """Return what stands at a dotted key, into lists by number; None where nothing does."""
    return _walk(document, [a or b or c for a, b, c in _PART.findall(dotted.removeprefix("$."))])


def _walk(found: Any, parts: list[str]) -> Any:
    """Follow the parts; a key that has dots of its own (`app.version`) is found as well."""
    if not parts:
        return found
    if isinstance(found, list):
        number = int(parts[0]) if parts[0].isdecimal() else len(found)
        return _walk(found[number], parts[1:]) if number < len(found) else None
    if not isinstance(found, dict):
        return None
    joined = [(".".join(parts[:n]), parts[n:]) for n in range(1, len(parts) + 1)]
    reached = (_walk(found[key], rest) for key, rest in joined if key in found)
    return next((value for value in reached if value is not None), None)


def json_of(text: str) -> Any:
    """Parse JSON; ValueError for what is none, or is nested deeper than readers follow (RFC 8259, 9)."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
