"""What a health body parses to. Pure."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

_QUOTES = "\"'"
_MARKS = "\ufeff\ufffd"
"""A byte order mark, and what is made of one that no reader of UTF-8 knows."""
_LONGEST = 20_000
# What states the whole in an object that was cut off, and in the elements or attributes of a document.
_CUT_OFF = re.compile(r"""[{,]\s*["'](status|state|health|healthy|ready|ok)["']\s*:\s*["']?([\w -]{1,40})""")
_ELEMENT = re.compile(
    r"<(?:\w+:)?(status|state|health|healthy|ready)(?:\s[^<>]*)?>\s*([^<>]{1,40}?)\s*</", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"<\w+(?:\s[^<>]*)?\s(status|state|health|healthy|ready)\s*=\s*[\"']([^<>\"']{1,40})[\"']", re.IGNORECASE
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|h1|div|p)\b", re.IGNORECASE)
_HEADING = re.compile(r"<(title|h1)\b[^<>]*>\s*([^<>]{1,60}?)\s*</", re.IGNORECASE)


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


def understood(body: str) -> Any:
    """Return the same, or the object that was meant: whoever reads it is told, whatever a parser makes of it.

    Lines of JSON are a list; an object may be written as Python writes it, be cut off, or be XML.
    """
    found = parsed(body.replace("\x00", "").strip(_MARKS))  # UTF-16 that was read as UTF-8
    return (_otherwise(found[:_LONGEST]) or found) if isinstance(found, str) else found


def headings(page: str) -> list[str]:
    """Return what the title and the headings of a page of HTML say, in the order of their weight."""
    found = [(name.lower(), said) for name, said in _HEADING.findall(page[:_LONGEST])]
    return [said for _, said in sorted(found, key=lambda one: one[0] == "title")]


def _otherwise(text: str) -> Any:
    """Return the object that a text is, although it is no JSON; None where it is none."""
    if text.startswith("<"):
        stated = [] if _PAGE.search(text) else [*_ELEMENT.findall(text), *_ATTRIBUTE.findall(text)]
        return {name.lower(): said for name, said in reversed(stated)} or None
    if not text.startswith("{"):
        return None
    return _of_lines(text) or _of_python(text) or dict(reversed(_CUT_OFF.findall(text))) or None


def _of_lines(text: str) -> list[Any] | None:
    """Return the values of lines of JSON (NDJSON); None where one is none."""
    try:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None
    return found if all(isinstance(one, dict) for one in found) else None


def _of_python(text: str) -> dict[Any, Any] | None:
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def unquoted(text: str) -> str:
    """Return a text without a pair of quotes around it."""
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES
    return text[1:-1].strip() if quoted else text


def by_lower_name(found: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an object by names in lower case without joints (`overall_status`).

    Go and .NET write a field as it is spelt in the source.
    """
    return {str(name).lower().replace("_", "").replace("-", ""): value for name, value in found.items()}
