"""Put arguments into a line of a Dockerfile (Dockerfile reference, "Environment replacement"). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FILLED = re.compile(r"\$(?:(?P<plain>\w+)|\{(?P<name>\w+)(?:(?P<how>:?[-+])(?P<word>[^${}]*))?\})")


def filled(text: str, arguments: Mapping[str, str]) -> str:
    """Put arguments in, innermost first; what has no value stays as it is written."""
    before = None
    while before != text:
        before, text = text, _FILLED.sub(lambda found: _value(found, arguments), text)
    return text


def _value(found: re.Match[str], arguments: Mapping[str, str]) -> str:
    value, how, word = arguments.get(found["plain"] or found["name"], ""), found["how"] or "", found["word"]
    if how.endswith("+"):
        return word if value else ""
    return value or (word if how else found[0])
