"""What a text may hold, wherever it comes from: normalised, without control or direction characters."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return the text in NFC with line feeds alone between its lines.

    Raises ValueError for control characters, which PostgreSQL cannot store or a log shows as something else,
    and for direction overrides, which let a text read differently from what it is (CVE-2021-42574).
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROL.search(text):
        raise ValueError("control characters are not allowed, the NUL character among them")
    if _DIRECTION.search(text):
        raise ValueError("characters that override the direction of text are not allowed")
    return text


def one_line(text: str) -> str:
    """Return a cleaned text as one line without blanks around it. Raises ValueError when nothing is left."""
    line = " ".join(clean(text).split())
    if not line:
        raise ValueError("it is empty or blank")
    return line
