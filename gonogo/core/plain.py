"""A text as its reader sees it: without the escapes of JSON and HTML. Pure."""

from __future__ import annotations

import html
import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"'/\\bfnrt]))")
_MEANT = {"b": " ", "f": " ", "n": "\n", "r": "\n", "t": " "}
_ROUNDS = 3
"""A gateway writes the JSON of a service into a string of its own."""


def plain(text: str) -> str:
    """Return the text with each escape as what it stands for (RFC 8259, 7; HTML, character references)."""
    for _ in range(_ROUNDS):
        before = text
        text = html.unescape(_ESCAPE.sub(_meant, text)) if "\\" in text or "&" in text else text
        if text == before:
            break
    return text


def _meant(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _MEANT.get(found[2], found[2])
